import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { WorkloadDetail } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import { createResponseError } from '../../__testUtils__/FakeInfraDashboardApi';
import { renderAt } from '../../__testUtils__/renderAt';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
registerMswTestHooks(setupServer());

const guest = recordedInventory().workloads.find(
  ({ name }) => name === 'file-server',
)!;
const path = `/infrastructure/clusters/${
  guest.cluster
}/workloads/${encodeURIComponent(guest.id)}`;

const DETAIL: WorkloadDetail = {
  observedAt: '2026-11-23T03:51:00Z',
  facts: [{ code: 'guestAgent', value: 'yes' }],
  conditions: [{ type: 'Ready', status: 'false', severity: 'warning' }],
  parts: [
    {
      kind: 'disk',
      name: 'scsi0',
      facts: [{ code: 'size', value: 32 * 1024 ** 3, unit: 'bytes' }],
    },
    {
      kind: 'container',
      name: 'app',
      state: 'Running',
      health: 'healthy',
      facts: [{ code: 'vmid', value: '7' }],
    },
    { kind: 'warp-drive', name: 'w0', facts: [{ code: 'maxSpeed', value: 9 }] },
  ],
  events: [
    {
      at: '2026-11-23T03:51:00Z',
      type: 'warning',
      reason: 'qmstop',
      text: 'VM is locked',
      count: 3,
    },
  ],
  raw: '{ "cores": 2 }',
  commands: ['qm config 125'],
  limitations: [{ code: 'x', message: 'Snapshots cannot be read' }],
};

const { cluster: home, provider } = guest;

/** Other things that the page leads to. */
const RELATED: Partial<WorkloadResponse> = {
  controller: { ...guest, id: 'c1', name: 'files', type: 'deployment' },
  runsOn: [
    { kind: 'node', cluster: home, provider, name: 'host-9' },
    { kind: 'workload', cluster: 'metal', provider, name: 'vm-9', id: 'a/9' },
    { kind: 'node', cluster: 'metal', provider, name: 'iron-1' },
  ],
  links: [{ title: 'Logs', url: 'https://logs.example/x' }],
};

function open(details: object) {
  return renderAt(path, {
    ...recordedInventory(),
    details: { [guest.id]: details },
  });
}

it('leads from the list of workloads to one with its details', async () => {
  renderAt('/infrastructure/workloads?q=file-server', {
    ...recordedInventory(),
    details: { [guest.id]: { detail: DETAIL, ...RELATED } },
  });
  const name = await screen.findByRole('link', { name: 'file-server' });
  expect(name).toHaveAttribute('href', path);
  // With the keyboard.
  name.focus();
  await userEvent.keyboard('{Enter}');

  expect(
    await screen.findByRole('heading', { name: 'file-server' }),
  ).toBeInTheDocument();
  const disks = screen.getByRole('table', { name: 'Disks' });
  expect(within(disks).getByText('32 GiB')).toBeInTheDocument();
  const containers = screen.getByRole('table', { name: 'Containers' });
  expect(within(containers).getByText('Running')).toBeInTheDocument();
  // As the platform names it.
  expect(within(containers).getByText('VM ID')).toBeInTheDocument();
  // What this version does not know is shown in its own words.
  const others = screen.getByRole('table', { name: 'warp-drive' });
  expect(within(others).getByText('Max speed')).toBeInTheDocument();
  const events = screen.getByRole('table', { name: 'Events' });
  expect(
    within(events).getByText('VM is locked (3 times)'),
  ).toBeInTheDocument();
  expect(screen.getByText('Guest agent').nextSibling).toHaveTextContent('yes');
  expect(screen.getByText('qm config 125')).toBeInTheDocument();
  expect(screen.getByText('Snapshots cannot be read')).toBeInTheDocument();
  const hrefOf = (label: string | RegExp) =>
    screen.getByRole('link', { name: label }).getAttribute('href');
  expect(hrefOf(guest.node!)).toContain('/nodes/');

  expect(hrefOf('host-9')).toBe(
    `/infrastructure/clusters/${home}/nodes/host-9`,
  );
  expect(hrefOf('vm-9')).toBe('/infrastructure/clusters/metal/workloads/a%2F9');
  expect(hrefOf('iron-1')).toContain('/clusters/metal/nodes/iron-1');
  expect(hrefOf('files')).toContain(`/clusters/${home}/workloads/c1`);
  expect(hrefOf('All replicas of files')).toBe(
    `/infrastructure/workloads?cluster=${home}&controller=c1`,
  );
  expect(hrefOf(/^Logs/)).toBe('https://logs.example/x');
  expect(screen.getByText('{ "cores": 2 }').closest('details')?.open).toBe(
    false,
  );
  expect(screen.getByRole('region', { name: 'History' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Year' })).toBeNull();
});

it('shows the row where details are unavailable, and why', async () => {
  open({
    detailError: {
      code: 'FORBIDDEN',
      message: 'Missing permission: get pods',
      hint: 'Grant it',
    },
  });
  expect(
    await screen.findByText('Details are unavailable'),
  ).toBeInTheDocument();
  expect(screen.getByText('Missing permission: get pods')).toBeInTheDocument();
  expect(screen.getByText(/Grant it/)).toBeInTheDocument();
  expect(
    screen.getByRole('heading', { name: 'file-server' }),
  ).toBeInTheDocument();
  expect(screen.queryByText('There are no further details')).toBeNull();
});

it('shows what a platform says as text', async () => {
  const image = '<img src=x onerror="alert(1)">';
  const address = ['javascript', 'alert(1)'].join(':');
  const inventory = recordedInventory();
  const hostile = inventory.workloads.find(({ id }) => id === guest.id)!;
  Object.assign(hostile, {
    ...{ name: image, statusReason: address, tags: [image, address] },
    labels: { [image]: address },
    addresses: [address],
    images: [image],
  });
  const facts = [
    { code: image, value: image },
    { code: 'url', value: address },
  ];
  renderAt(path, {
    ...inventory,
    details: {
      [guest.id]: {
        detail: {
          ...{ facts, commands: [image, address] },
          conditions: [
            {
              ...{ type: image, message: address },
              ...{ status: 'false', severity: 'error' },
            },
          ],
          parts: [{ kind: image, name: image, state: address, facts }],
          events: [{ ...DETAIL.events![0], reason: image, text: image }],
        },
      },
    },
  });
  await screen.findByRole('table', { name: 'Events' });
  expect(
    screen.getAllByRole('heading', { name: image }).length,
  ).toBeGreaterThan(0);
  expect(screen.getAllByText(image).length).toBeGreaterThan(3);
  expect(document.querySelector('[onerror], img[src=x]')).toBeNull();
  const targets = [...document.querySelectorAll('[href], [src], form')].map(
    one => one.getAttribute('href') ?? one.getAttribute('src'),
  );
  expect(targets.filter(one => /^\s*javascript/i.test(one ?? ''))).toEqual([]);
});

it('says that there are no events, or no details at all', async () => {
  open({ detail: { events: [] } });
  expect(await screen.findByText('No recent events')).toBeInTheDocument();
});

it('has no details of a platform without them', async () => {
  open({});
  expect(
    await screen.findByText('There are no further details'),
  ).toBeInTheDocument();
});

it('marks a row that is stale', async () => {
  const inventory = recordedInventory();
  const cluster = inventory.clusters.find(
    ({ name }) => name === guest.cluster,
  )!;
  const error = { code: 'TIMEOUT' as const, message: 'It did not respond' };
  Object.assign(cluster, {
    ...{ error, workloadsFreshness: undefined },
    freshness: { ...cluster.freshness, state: 'stale' },
  });
  renderAt(path, inventory);
  expect(await screen.findByText('It did not respond')).toBeInTheDocument();
  expect(screen.getAllByText(/^Stale/).length).toBeGreaterThan(0);
});

it('is not found where there is no such workload', async () => {
  renderAt(`${path}0`);
  expect(
    await screen.findByText(/has no workload .+0\. It may have been removed/),
  ).toBeInTheDocument();
});

it('is denied without permission', async () => {
  const failure = await createResponseError(403);
  open({}).failure = failure;
  expect(await screen.findByText('Access denied')).toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'file-server' })).toBeNull();
});
