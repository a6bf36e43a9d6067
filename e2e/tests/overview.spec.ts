import { card, expect, openInfrastructure, test } from '../portal';

test('the sidebar leads to all three platforms', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Infrastructure' }).first().click();
  await expect(page).toHaveURL(/\/infrastructure$/);

  const platforms = {
    'Proxmox VE': ['pve-paris', 'pve-lab'],
    Kubernetes: ['k8s-prod', 'k8s-edge'],
    OpenStack: ['os-eu', 'os-us'],
  };
  for (const [platform, clusters] of Object.entries(platforms)) {
    const region = page.getByRole('region', { name: platform, exact: true });
    for (const cluster of clusters) {
      await expect(
        region.getByRole('article', { name: cluster, exact: true }),
      ).toBeVisible();
    }
  }
  await expect(card(page, 'pve-lab')).toContainText('Healthy');
  await expect(
    card(page, 'pve-lab').getByRole('progressbar', { name: /^Memory/ }),
  ).toBeVisible();
});

test('the platform filter narrows and survives a reload', async ({ page }) => {
  await openInfrastructure(page);
  await expect(card(page, 'os-eu')).toBeVisible();
  await page.getByRole('button', { name: /^Kubernetes \(\d\)/ }).click();
  await expect(card(page, 'k8s-prod')).toBeVisible();
  await expect(card(page, 'pve-paris')).toHaveCount(0);
  await expect(card(page, 'os-eu')).toHaveCount(0);

  await page.reload();
  await expect(card(page, 'k8s-prod')).toBeVisible();
  await expect(card(page, 'pve-paris')).toHaveCount(0);

  await page.getByRole('button', { name: 'All platforms' }).click();
  await expect(card(page, 'pve-paris')).toBeVisible();
});

test('the search finds a cluster by its name', async ({ page }) => {
  await openInfrastructure(page);
  await expect(card(page, 'pve-paris')).toBeVisible();
  await page.getByRole('searchbox').first().fill('lab');
  await expect(card(page, 'pve-lab')).toBeVisible();
  await expect(card(page, 'pve-paris')).toHaveCount(0);
  await page.getByRole('searchbox').first().fill('nothing like it');
  await expect(page.getByText('No matching clusters')).toBeVisible();
});

test('a phone shows everything without scrolling sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [
    '',
    '?view=table',
    '?view=heat-map',
    '/workloads',
    '/settings',
    '/clusters/pve-paris',
    '/clusters/pve-paris?tab=changes',
    '/clusters/pve-paris?tab=history',
    '/clusters/pve-paris/nodes/pve1',
  ]) {
    await openInfrastructure(page, path);
    await expect(page.getByText('pve-paris').first()).toBeVisible();
    const overflow = await page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    expect(overflow, `pixels too wide on ${path || 'the overview'}`).toBe(0);
  }
});

test('a problem leads to its object, and can be muted', async ({ page }) => {
  await openInfrastructure(page);
  const problems = page.getByRole('region', { name: 'Problems', exact: true });
  await problems.getByRole('link', { name: /^\d+ nodes? down$/ }).click();
  await expect(page).toHaveURL(/problem=node-down/);
  await problems.getByRole('button', { name: 'Mute pve3' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mute a problem' });
  await dialog.getByRole('textbox').fill('Known');
  await dialog.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(problems.getByText(/^Muted until .+ – Known$/)).toBeVisible();
  await problems.getByRole('button', { name: 'Unmute pve3' }).click();
  await expect(
    problems.getByRole('button', { name: 'Mute pve3', exact: true }),
  ).toBeVisible();
  await problems.getByRole('link', { name: 'pve3', exact: true }).click();
  await expect(page).toHaveURL(/\/clusters\/pve-paris\/nodes\/pve3$/);
  await expect(
    page.getByRole('heading', { name: 'pve3' }).first(),
  ).toBeVisible();
});
