import { expect, test, waitForText } from '../portal';

test('the catalog lists clusters and nodes, and shows how they are', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await waitForText(
    page,
    '/api/catalog/entities/by-query?limit=500&filter=kind=resource',
    'pve1',
  );
  await page.goto('/catalog/default/resource/pve-paris');
  const card = page.getByRole('link', { name: 'View infrastructure' });
  await expect(card).toBeVisible();
  await card.click();
  await expect(page).toHaveURL(/pve-paris\/infrastructure$/);
  await expect(page.getByRole('tab', { name: 'Nodes (3)' })).toBeVisible();

  await page.goto('/?filters[kind]=resource&filters[user]=all');
  await expect(
    page.getByRole('link', { name: 'k8s-prod', exact: true }),
  ).toBeVisible();
  await page.getByPlaceholder('Search', { exact: true }).fill('pve1');
  await page.getByRole('link', { name: /pve1/ }).first().click();
  await page.getByRole('link', { name: 'View infrastructure' }).click();
  await expect(
    page.getByRole('heading', { name: 'pve1' }).last(),
  ).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
});

test('a component shows where it runs, on more than one platform', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await waitForText(
    page,
    '/api/infra-dashboard/workloads?entityRef=component:default/web-shop',
    'instance',
  );
  await page.goto('/catalog/default/component/web-shop/infrastructure');
  const where = page.getByRole('region', { name: 'Deployed on' });
  await expect(
    where.getByRole('listitem').filter({ hasText: 'workload' }).nth(1),
  ).toBeVisible();
  const platforms = ['Proxmox VE', 'Kubernetes', 'OpenStack'];
  const text = (await where.textContent()) ?? '';
  expect(platforms.filter(name => text.includes(name)).length).toBeGreaterThan(
    1,
  );
});
