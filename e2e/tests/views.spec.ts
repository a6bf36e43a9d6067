import { expect, openInfrastructure, test } from '../portal';

test('clusters are shown as a table, and all nodes as a map', async ({
  page,
}) => {
  await openInfrastructure(page);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(
    page.getByRole('rowheader', { name: /pve-paris/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Heat map' }).click();
  const map = page.getByRole('region', { name: 'Node heat map' });
  await expect(map.getByRole('link', { name: /^pve3: / })).toBeVisible();
  await map.getByRole('button', { name: 'Memory' }).click();
  await expect(page).toHaveURL(/by=memory/);
  await map.getByRole('link', { name: /^pve1: .+% used/ }).click();
  await expect(page).toHaveURL(/\/clusters\/pve-paris\/nodes\/pve1$/);
});

test('the history of a cluster and of a node is drawn', async ({ page }) => {
  test.setTimeout(120_000);
  await openInfrastructure(page, '/clusters/pve-paris');
  await page.getByRole('tab', { name: 'History' }).click();
  const memory = page.getByRole('region', { name: 'Memory' });
  await expect(async () => {
    await page.reload();
    await expect(memory).toContainText(/Min .+ Max .+/, { timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await expect(memory.locator('svg.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: 'Month' }).click();
  await expect(page).toHaveURL(/range=month/);
  await expect(memory).toContainText(/Min .+ Max .+/);

  await openInfrastructure(page, '/clusters/pve-paris/nodes/pve1?tab=history');
  await expect(page.getByRole('region', { name: 'CPU' })).toContainText(
    /Min .+ Max .+ cores/,
  );
});

test('a cluster and a node lead to their entities', async ({ page }) => {
  test.setTimeout(180_000);
  const links = page.locator('a[href*="/catalog/default/resource/"]');
  await expect(async () => {
    await openInfrastructure(page, '/clusters/k8s-prod/nodes/worker-1');
    await expect(links.first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 150_000 });
  await links.first().click();
  await expect(page).toHaveURL(/\/catalog\/default\/resource\/.*worker-1/);
});

// A word that every object knows, which must not be taken for one of ours.
for (const [path, heading] of [
  ['?provider=W&health=W&view=W&group=W&q=W', 'Infrastructure'],
  ['?view=heat-map&by=W', 'Infrastructure'],
  ['/workloads?provider=W&type=W&sort=W&columns=W&node=W', 'Workloads'],
  ['/clusters/k8s-prod?tab=W&view=W', 'k8s-prod'],
  ['/clusters/k8s-prod?tab=workloads&type=W&health=W&sort=-W', 'k8s-prod'],
  ['/clusters/k8s-prod?tab=history&range=W', 'k8s-prod'],
  ['/clusters/k8s-prod/nodes/worker-1?tab=history&range=W', 'worker-1'],
]) {
  test(`an invalid link shows as much as possible: ${path}`, async ({
    page,
  }) => {
    const search = path.replace(/=(-?)W/g, '=$1constructor');
    await openInfrastructure(page, search);
    await expect(
      page.getByRole('heading', { name: heading }).first(),
    ).toBeVisible();
    await expect(
      page.getByRole('progressbar', { name: 'Loading' }),
    ).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(/something went wrong/i)).toHaveCount(0);
  });
}
