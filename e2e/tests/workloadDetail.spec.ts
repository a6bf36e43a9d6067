import { expect, openInfrastructure, readApi, test } from '../portal';

/** A workload of each platform, and what its page shows of it. */
const WORKLOADS = [
  {
    search: 'payments-db',
    name: /^payments-db$/,
    parts: ['Disks', 'Networks'],
    command: /^qm config \d+$/,
  },
  {
    search: 'recommendations',
    name: /^recommendations-/,
    parts: ['Containers', 'Volumes'],
    command: /^kubectl describe pod recommendations-/,
  },
  {
    search: 'payments-worker-1',
    name: /^payments-worker-1$/,
    parts: ['Networks'],
    command: /^openstack server show [\da-f-]+$/,
  },
];

for (const { command, name, parts, search } of WORKLOADS) {
  test(`from the list of workloads to the details of ${search}`, async ({
    page,
  }) => {
    await openInfrastructure(page, `/workloads?q=${search}`);
    await page
      .getByRole('table', { name: 'Workloads on all clusters' })
      .getByRole('link', { name })
      .first()
      .click();
    await expect(page).toHaveURL(/\/clusters\/[^/]+\/workloads\/[^/]+$/);
    const heading = page.getByRole('heading', { level: 2, name });
    await expect(heading).toBeVisible();
    for (const part of parts) {
      await expect(page.getByRole('table', { name: part })).toBeVisible();
    }
    await expect(page.getByText(command)).toBeVisible();

    // The address can be shared.
    await page.reload();
    await expect(heading).toBeVisible();
    await expect(page.getByText(command)).toBeVisible();
  });
}

test('a failing pod shows why, in its container and its events', async ({
  page,
}) => {
  await openInfrastructure(page, '/workloads?q=recommendations&type=pod');
  await page
    .getByRole('table', { name: 'Workloads on all clusters' })
    .getByRole('link', { name: /^recommendations-/ })
    .first()
    .click();
  const containers = page.getByRole('table', { name: 'Containers' });
  await expect(containers).toContainText('CrashLoopBackOff');
  const events = page.getByRole('table', { name: 'Events' });
  await expect(events).toContainText('Back-off restarting failed container');

  // What it used in the last day, and what it runs on.
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
  const runsOn = page.getByRole('region', { name: 'Runs on' });
  const node = runsOn.getByRole('link').first();
  const name = await node.innerText();
  await expect(page.getByText('Object of the platform')).toBeVisible();
  await node.click();
  await expect(page).toHaveURL(/\/clusters\/k8s-prod\/nodes\/[^/]+$/);
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
});

test('no detail contains the simulated passwords and keys', async ({
  page,
}) => {
  await openInfrastructure(page, '/workloads');
  const list = await readApi(
    page,
    '/api/infra-dashboard/workloads?cluster=pve-paris&limit=5',
  );
  const { items } = JSON.parse(list.text);
  for (const { cluster, id } of items) {
    const path = `/api/infra-dashboard/workloads/${cluster}/${id}`;
    const { status, text } = await readApi(page, `${path}?include=detail`);
    expect(status).toBe(200);
    expect(text).not.toMatch(/password|ssh-ed25519|cipassword/);
  }
});
