import type { Page } from '@playwright/test';
import { card, expect, openInfrastructure, test } from '../portal';

const IMAGES = 'docs/images';

async function openOverview(page: Page) {
  await openInfrastructure(page);
  for (const cluster of ['pve-paris', 'k8s-prod', 'os-eu']) {
    await expect(card(page, cluster)).toContainText(/Updated .+ ago/);
  }
}

function picture(page: Page, name: string) {
  return page.screenshot({
    path: `${IMAGES}/${name}.png`,
    animations: 'disabled',
  });
}

test('overview', async ({ page }) => {
  await openOverview(page);
  await picture(page, 'overview');
});

test.describe('dark', () => {
  test.use({ colorScheme: 'dark' });
  test('overview, dark', async ({ page }) => {
    await openOverview(page);
    await picture(page, 'overview-dark');
  });
});

test.describe('phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test('overview, on a phone', async ({ page }) => {
    await openOverview(page);
    await picture(page, 'overview-phone');
  });
});

test('cluster', async ({ page }) => {
  await openInfrastructure(page, '/clusters/pve-paris');
  await expect(card(page, 'pve1')).toBeVisible();
  await picture(page, 'cluster');
});

test('node', async ({ page }) => {
  await openInfrastructure(page, '/clusters/k8s-prod/nodes/worker-4');
  await expect(
    page.getByRole('table', { name: 'Workloads of worker-4' }),
  ).toBeVisible();
  await picture(page, 'node');
});

test('overview as a table', async ({ page }) => {
  await openInfrastructure(page, '?view=table');
  await expect(
    page.getByRole('rowheader', { name: /os-us/ }).first(),
  ).toBeVisible();
  await picture(page, 'overview-table');
});

test('heat map', async ({ page }) => {
  await openInfrastructure(page, '?view=heat-map&by=memory');
  await page
    .getByRole('region', { name: 'Node heat map' })
    .scrollIntoViewIfNeeded();
  await expect(page.getByRole('link', { name: /^pve1: / })).toBeVisible();
  await picture(page, 'heat-map');
});

test('workloads', async ({ page }) => {
  await openInfrastructure(page, '/workloads');
  await expect(page.getByText(/^\d+ workloads$/)).toBeVisible();
  await picture(page, 'workloads');
});

test('history', async ({ page }) => {
  test.setTimeout(240_000);
  await openInfrastructure(page, '/clusters/pve-paris?tab=history');
  // A line needs some points.
  await page.waitForTimeout(60_000);
  await page.reload();
  const memory = page.getByRole('region', { name: 'Memory' });
  await expect(memory.locator('svg.recharts-surface').first()).toBeVisible();
  await memory.scrollIntoViewIfNeeded();
  await picture(page, 'history');
});

test('settings', async ({ page }) => {
  await openInfrastructure(page, '/settings');
  await expect(card(page, 'k8s-edge')).toBeVisible();
  await card(page, 'pve-lab')
    .getByRole('button', { name: 'Test: pve-lab' })
    .click();
  await expect(card(page, 'pve-lab').getByText('Connection OK')).toBeVisible();
  await picture(page, 'settings');
});

test('tab of a component', async ({ page }) => {
  test.setTimeout(240_000);
  await expect(async () => {
    await page.goto('/catalog/default/component/web-shop/infrastructure');
    await expect(page.getByRole('table')).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 180_000 });
  await picture(page, 'component');
});
