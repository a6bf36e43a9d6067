import type { Page } from '@playwright/test';
import { card, expect, openInfrastructure, test, waitForText } from '../portal';

/** Pages have tabs of their own, some with the same name; only those of the header are links. */
const headerTab = (page: Page, name: string) =>
  page.getByRole('tab', { name, exact: true }).and(page.locator('[href]'));

/** The tabs of the header are there, and one of them is the current one. */
async function expectTabs(page: Page, current: string) {
  for (const name of [
    ...['Overview', 'Workloads', 'Nodes', 'Storage', 'Changes'],
    'Connections',
  ]) {
    await expect(headerTab(page, name)).toHaveAttribute(
      'aria-selected',
      String(name === current),
    );
  }
}

const summary = (page: Page) =>
  page.getByRole('region', { name: 'Summary of all clusters' });

test('clicks lead from the overview to every page', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('/');
  await waitForText(
    page,
    '/api/catalog/entities/by-query?limit=500&filter=kind=resource',
    'pve1',
  );
  await page.getByRole('link', { name: 'Infrastructure' }).first().click();
  await expect(card(page, 'pve-paris')).toBeVisible();
  await expect(page).toHaveTitle('Overview · Infrastructure');
  await expectTabs(page, 'Overview');

  await headerTab(page, 'Workloads').click();
  await expect(
    page.getByRole('table', { name: 'Workloads on all clusters' }),
  ).toBeVisible();
  await expect(page).toHaveTitle('Workloads · Infrastructure');
  await expectTabs(page, 'Workloads');

  await headerTab(page, 'Nodes').click();
  await expect(
    page.getByRole('table', { name: 'Nodes of all clusters' }),
  ).toContainText('pve3');
  await expect(page).toHaveTitle('Nodes · Infrastructure');
  await expectTabs(page, 'Nodes');

  await headerTab(page, 'Storage').click();
  const storages = page.getByRole('table', {
    name: 'Storages of all clusters',
  });
  await expect(storages.getByText(/^rbd:/).first()).toBeVisible();
  // Almost full, so among the first.
  await expect(
    storages.getByRole('row').filter({ hasText: 'pbs-paris' }),
  ).toContainText('Degraded');
  await expect(page).toHaveTitle('Storage · Infrastructure');
  await expectTabs(page, 'Storage');

  await headerTab(page, 'Connections').click();
  await expect(card(page, 'k8s-edge')).toContainText('refused the connection');
  await expect(page).toHaveTitle('Connections · Infrastructure');
  await expectTabs(page, 'Connections');

  await headerTab(page, 'Overview').click();
  await card(page, 'pve-paris')
    .getByRole('link', { name: 'pve-paris', exact: true })
    .click();
  await expect(card(page, 'pve1')).toBeVisible();
  await expect(page).toHaveTitle('pve-paris · Infrastructure');
  await expectTabs(page, 'Overview');

  await card(page, 'pve1')
    .getByRole('link', { name: 'pve1', exact: true })
    .click();
  await expect(
    page.getByRole('table', { name: 'Workloads of pve1' }),
  ).toBeVisible();
  await expect(page).toHaveTitle('pve1 · pve-paris · Infrastructure');
  await expectTabs(page, 'Overview');

  await page
    .getByRole('main')
    .locator('a[href*="/catalog/default/resource/"]')
    .first()
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/resource\/.*pve1/);
  await page.getByRole('link', { name: 'View infrastructure' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page).not.toHaveTitle(/· Infrastructure/);

  await page.getByRole('link', { name: 'Infrastructure' }).first().click();
  await expect(summary(page)).toBeVisible();
});

test('a link to a page that is gone shows a 404 and a way back', async ({
  baseURL,
  page,
}) => {
  // As in an old runbook.
  await page.setContent(
    `<a href="${baseURL}/infrastructure/nodes/pve1">the node</a>`,
  );
  await page.getByRole('link', { name: 'the node' }).click();
  await expect(page.getByText(/404/)).toBeVisible();
  await expect(page).toHaveTitle('Not found · Infrastructure');
  await expectTabs(page, 'Nodes');
  await page.getByRole('button', { name: 'Back to overview' }).click();
  await expect(card(page, 'pve-paris')).toBeVisible();

  await page.goBack();
  await expect(page.getByText(/404/)).toBeVisible();
  await headerTab(page, 'Overview').click();
  await expect(card(page, 'pve-paris')).toBeVisible();
});

test('the tabs of the header are reached by keyboard', async ({ page }) => {
  await openInfrastructure(page, '/clusters/pve-paris');
  await expect(card(page, 'pve1')).toBeVisible();
  const overview = headerTab(page, 'Overview');
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(overview).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0], timeout: 30_000 });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/infrastructure\/workloads$/);
  await expect(headerTab(page, 'Workloads')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(card(page, 'pve-paris')).toBeVisible();
});

test('counts lead to lists of as many rows', async ({ page }) => {
  const countOf = async (name: RegExp) =>
    Number(
      (
        await summary(page).getByRole('link', { name }).first().innerText()
      ).match(/\d+/)![0],
    );
  const open = async () => {
    await page.getByRole('link', { name: 'Infrastructure' }).first().click();
    await page.getByRole('button', { name: /^Proxmox VE \(\d\)/ }).click();
    await expect(card(page, 'k8s-prod')).toHaveCount(0);
  };
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toContainText(/Updated .+ ago/);
  await open();
  const workloads = await countOf(/^\d+ Workloads$/);
  await summary(page)
    .getByRole('link', { name: /^\d+ Workloads$/ })
    .click();
  await expect(page.getByText(`${workloads} workloads`)).toBeVisible();
  await expect(page).toHaveURL(/provider=proxmox/);

  await open();
  const nodes = await countOf(/^\d+ Nodes$/);
  await summary(page)
    .getByRole('link', { name: /^\d+ Nodes$/ })
    .click();
  const squares = page
    .getByRole('region', { name: 'Node heat map' })
    .locator('a[href*="/nodes/"]');
  await expect(squares).toHaveCount(nodes);
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: 'Failed (1)' })
    .click();
  await expect(squares).toHaveCount(1);
});
