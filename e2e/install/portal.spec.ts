import { expect, test } from '@playwright/test';

/** Sends a request to the API as the guest. */
async function read(page: import('@playwright/test').Page, path: string) {
  const signIn = await page.request.post('/api/auth/guest/refresh');
  const { backstageIdentity } = await signIn.json();
  const response = await page.request.get(path, {
    headers: { Authorization: `Bearer ${backstageIdentity.token}` },
  });
  expect(response.ok(), `${path}: ${response.status()}`).toBe(true);
  return response.json();
}

/** Stock portals show a button to enter as guest; portals without it sign in automatically. */
async function signIn(page: import('@playwright/test').Page) {
  await page.goto('/');
  const enter = page.getByRole('button', { name: 'Enter' });
  const sidebar = page.getByRole('link', { name: 'Infrastructure' }).first();
  await expect(enter.or(sidebar)).toBeVisible({ timeout: 45_000 });
  if (await enter.isVisible()) await enter.click();
}

test('the sidebar leads to a page with three platforms', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  await signIn(page);
  await page.getByRole('link', { name: 'Infrastructure' }).first().click();
  await expect(page).toHaveURL(/\/infrastructure$/);
  for (const cluster of ['pve-paris', 'k8s-prod', 'os-eu']) {
    await expect(
      page.getByRole('article', { name: cluster, exact: true }),
    ).toBeVisible();
  }
  await page.getByRole('link', { name: 'pve-paris' }).first().click();
  await expect(page.getByText('pve1').first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('the API returns the clusters', async ({ page }) => {
  const { items } = await read(page, '/api/infra-dashboard/clusters');
  expect(items.map((item: { name: string }) => item.name).sort()).toEqual([
    'k8s-prod',
    'os-eu',
    'pve-paris',
  ]);
});

test('the catalog has clusters and nodes', async ({ page }) => {
  await expect
    .poll(
      async () =>
        (
          await read(
            page,
            '/api/catalog/entities/by-query?filter=kind=resource,spec.type=proxmox-node',
          )
        ).totalItems,
      { timeout: 120_000 },
    )
    .toBe(3);
});

test('search finds a virtual machine', async ({ page }) => {
  await expect
    .poll(
      async () => {
        const { results } = await read(
          page,
          '/api/search/query?term=file-server&types%5B0%5D=infra-dashboard',
        );
        return results.map(
          (result: { document: { title: string } }) => result.document.title,
        );
      },
      { timeout: 120_000 },
    )
    .toContain('file-server');
});

// The legacy frontend system has no tabs until its entity page is edited.
if (process.env.PORTAL_TEMPLATE === 'default') {
  test('the entity page of a cluster has a tab', async ({ page }) => {
    await signIn(page);
    await expect
      .poll(
        async () =>
          (
            await read(
              page,
              '/api/catalog/entities/by-query?filter=kind=resource,metadata.name=pve-paris',
            )
          ).totalItems,
        { timeout: 120_000 },
      )
      .toBe(1);
    await page.goto('/catalog/default/resource/pve-paris');
    await page.getByRole('link', { name: 'View infrastructure' }).click();
    await expect(page).toHaveURL(/pve-paris\/infrastructure$/);
    await expect(page.getByText('pve1').first()).toBeVisible();
  });
}
