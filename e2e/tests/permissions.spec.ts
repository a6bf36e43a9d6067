import {
  expect,
  openInfrastructure,
  readApi,
  test,
  waitForText,
} from '../portal';

const SECRET = 'pve-vault';
const CATALOG = '/api/catalog/entities/by-query?limit=500&filter=kind=resource';

test('a cluster that the policy denies is nowhere', async ({ page }) => {
  test.setTimeout(180_000);
  await openInfrastructure(page);
  await expect(page.getByRole('article', { name: 'pve-lab' })).toBeVisible();
  await expect(page.getByText(SECRET)).toHaveCount(0);

  await waitForText(page, CATALOG, 'pve-lab');
  for (const path of [
    '/api/infra-dashboard/clusters?include=nodes',
    '/api/infra-dashboard/workloads?limit=1000',
    '/api/infra-dashboard/providers',
    '/api/infra-dashboard/health/providers',
    '/api/proxmox',
    '/api/proxmox/list',
    CATALOG,
  ]) {
    const { status, text } = await readApi(page, path);
    expect([path, status]).toEqual([path, 200]);
    expect(text, path).not.toContain(SECRET);
    if (!path.includes('/workloads')) expect(text, path).toContain('pve-lab');
  }
  expect(
    (await readApi(page, `/api/infra-dashboard/clusters/${SECRET}`)).status,
  ).toBe(404);
});

test('the page of a denied cluster shows that it does not exist', async ({
  page,
  consoleErrors,
}) => {
  await openInfrastructure(page, `/clusters/${SECRET}`);
  await expect(
    page.getByText(`There is no cluster ${SECRET}, or none that you may see.`),
  ).toBeVisible();
  // The browser logs every response that is not 2xx.
  consoleErrors.length = 0;
});
