import type { Page } from '@playwright/test';
import { card, expect, openInfrastructure, test } from '../portal';

const IMAGES = 'docs/images';

async function openOverview(page: Page) {
  await openInfrastructure(page);
  for (const cluster of ['pve-paris', 'k8s-prod', 'os-eu']) {
    await expect(card(page, cluster)).toContainText(/Read .+ ago/);
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
