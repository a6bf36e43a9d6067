import type { Page } from '@playwright/test';
import { card, expect, openInfrastructure, test, waitForText } from '../portal';
import { breakCluster, healClusters } from '../simulator';

test.afterEach(healClusters);

/** The row of a change that holds all of these texts. */
const rowWith = (page: Page, ...texts: string[]) =>
  texts
    .reduce(
      (rows, hasText) => rows.filter({ hasText }),
      page.getByRole('main').getByRole('listitem'),
    )
    .first();

test('clicks lead from the overview to a change, and on to its cluster', async ({
  page,
}) => {
  // The backend reads a cluster only every few seconds.
  test.setTimeout(240_000);
  await breakCluster('pve-lab', 'reset');
  await waitForText(
    page,
    '/api/infra-dashboard/changes?cluster=pve-lab&kind=connection&since=1h',
    '"connection"',
  );
  await openInfrastructure(page);
  await expect(card(page, 'pve-paris')).toBeVisible();
  await page.getByRole('tab', { name: 'Changes', exact: true }).click();
  await expect(page).toHaveTitle('Changes · Infrastructure');
  const lost = rowWith(page, 'pve-lab', 'cluster unavailable');
  await expect(lost).toBeVisible();

  // A filter narrows the list, and survives a reload.
  await page.getByRole('button', { name: /^Change / }).click();
  await page.getByRole('option', { name: 'Connection', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/kind=connection/);
  await page.reload();
  await lost.getByRole('link', { name: 'pve-lab' }).click();
  await expect(page).toHaveURL(/\/clusters\/pve-lab$/);

  await page
    .getByRole('tablist', { name: 'pve-lab' })
    .getByRole('tab', { name: 'Changes', exact: true })
    .click();
  await expect(rowWith(page, 'pve-lab', 'cluster unavailable')).toBeVisible();
  await page.getByRole('link', { name: 'All changes' }).click();
  await expect(page).toHaveURL(/\/changes\?cluster=pve-lab$/);

  await healClusters();
  await expect(rowWith(page, 'pve-lab', 'available again')).toBeVisible({
    timeout: 75_000,
  });
});
