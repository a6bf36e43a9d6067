import { card, expect, openInfrastructure, test } from '../portal';

const paths = [
  { cluster: 'pve-paris', node: 'pve1', workload: 'payments-db' },
  { cluster: 'k8s-prod', node: 'worker-1', workload: /^payments-api-/ },
  {
    cluster: 'os-eu',
    node: 'compute-1.eu.example',
    workload: 'payments-worker-1',
  },
];

for (const { cluster, node, workload } of paths) {
  test(`from the overview to the workloads of a node of ${cluster}`, async ({
    page,
  }) => {
    await openInfrastructure(page);
    await card(page, cluster).getByRole('link', { name: cluster }).click();
    await expect(
      page.getByRole('heading', { name: cluster, exact: true }),
    ).toBeVisible();

    await card(page, node).getByRole('link', { name: node }).click();
    await expect(
      page.getByRole('heading', { name: node, exact: true }),
    ).toBeVisible();
    await expect(
      page
        .getByRole('table', { name: `Workloads of ${node}` })
        .getByText(workload)
        .first(),
    ).toBeVisible();

    await page
      .getByRole('navigation', { name: 'Breadcrumbs' })
      .getByRole('link', { name: 'Infrastructure' })
      .click();
    await expect(card(page, cluster)).toBeVisible();
  });
}

test('all workloads of a cluster, those of no node among them', async ({
  page,
}) => {
  await openInfrastructure(page, '/clusters/k8s-prod');
  await page.getByRole('tab', { name: /^Workloads \(/ }).click();
  // The tab of nodes has a button of this name, too.
  await page
    .getByRole('group', { name: 'Shown' })
    .getByRole('button', { name: 'All', exact: true })
    .click();
  const table = page.getByRole('table', { name: 'Workloads of k8s-prod' });
  await expect(table.getByText(/^reports-/).first()).toBeVisible();
  await expect(table.getByText('CrashLoopBackOff').first()).toBeVisible();
});

test('data that the credentials may not read is reported', async ({ page }) => {
  await openInfrastructure(page, '/clusters/os-us');
  await expect(
    page.getByText(/No permission to list hypervisors/).first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: /^Workloads \(/ }).click();
  await expect(
    page
      .getByRole('table', { name: 'Workloads of os-us' })
      .getByText('shop-us-1'),
  ).toBeVisible();
});
