import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, openInfrastructure, test } from '../portal';

const table = (page: Page) =>
  page.getByRole('table', { name: 'Workloads on all clusters' });

const names = (page: Page) => table(page).getByRole('rowheader');

test('the page of all workloads filters, sorts and leads to one of them', async ({
  page,
}) => {
  await openInfrastructure(page, '/workloads');
  await expect(page.getByText(/^\d+ workloads$/)).toBeVisible();
  // Unhealthy workloads are first.
  await expect(names(page).first()).toContainText(/\S/);
  // Pods are part of their apps.
  const views = page.getByRole('group', { name: 'Shown' });
  const apps = views.getByRole('button', { name: 'Apps' });
  await expect(apps).toHaveAttribute('aria-pressed', 'true');
  await expect(table(page).getByText('CrashLoopBackOff')).toHaveCount(0);
  await views.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page).toHaveURL(/view=all/);
  await expect(table(page).getByText('CrashLoopBackOff').first()).toBeVisible();

  const search = page.getByRole('searchbox', { name: 'Search workloads' });
  await search.fill('file-server');
  await expect(page).toHaveURL(/[?&]q=file-server/);
  await expect(names(page)).toHaveText([/file-server/]);

  await page.reload();
  await expect(search).toHaveValue('file-server');
  await expect(names(page)).toHaveText([/file-server/]);

  await page.getByText('Clear filters').click();
  await table(page).getByRole('button', { name: 'Memory' }).click();
  await expect(page).toHaveURL(/sort=-memory/);
  await expect(
    table(page).getByRole('columnheader', { name: 'Memory' }),
  ).toHaveAttribute('aria-sort', 'descending');

  await names(page).first().getByRole('link').click();
  await expect(page).toHaveURL(
    /\/infrastructure\/clusters\/[^/]+\/workloads\/[^/]+$/,
  );
});

test('the filters of the workloads page narrow by platform and health', async ({
  page,
}) => {
  await openInfrastructure(page, '/workloads?provider=openstack&sort=name');
  await expect(
    table(page).getByRole('columnheader', { name: 'Project' }),
  ).toBeVisible();
  await expect(names(page).first()).toBeVisible();
  await page.getByRole('button', { name: /^Status All statuses/ }).click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await expect(page).toHaveURL(/health=failed/);
  await expect(page.getByText(/^\d+ workloads?$/)).toBeVisible();
});

test('the workloads of a filter are saved as a file', async ({ page }) => {
  await openInfrastructure(page, '/workloads?cluster=pve-paris&sort=name');
  await expect(names(page).first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  const [head, ...lines] = file.trim().split('\r\n');
  expect(head).toContain('cluster');
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.every(line => line.startsWith('"pve-paris",'))).toBe(true);
});

test('clusters that are missing in the list are named', async ({ page }) => {
  await openInfrastructure(page, '/workloads');
  const missing = page.getByRole('listitem').filter({ hasText: 'k8s-edge' });
  await expect(missing).toContainText('refused the connection');
});
