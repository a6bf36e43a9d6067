import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import infraDashboardPlugin, { infraDashboardApiRef } from '.';
import { demoInventory } from './__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from './__testUtils__/FakeInfraDashboardApi';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

const SPOOFED = {
  origin: 'url:https://git.example/catalog-info.yaml',
  links: [{ url: 'https://evil.example', title: 'Proxmox VE console' }],
};

const ENTITIES = [
  // Registered by a user, with the annotations of what it pretends to be.
  ...Array.from({ length: 25 }, (_, index) => ({
    ...SPOOFED,
    name: `a-node-${index}`,
    type: 'proxmox-node',
    annotations: { cluster: 'pve-paris', node: 'pve1' },
  })),
  {
    ...SPOOFED,
    name: 'a-cluster',
    type: 'proxmox-cluster',
    annotations: { cluster: 'pve-paris' },
  },
  {
    name: 'pve-paris-pve1',
    type: 'proxmox-node',
    annotations: { cluster: 'pve-paris', node: 'pve1' },
    origin: undefined,
    links: [
      { url: 'ftp://pve1.example', title: 'Bad' },
      { url: 'https://pve1.example:8006', title: 'Proxmox VE console' },
    ],
  },
  {
    name: 'pve-paris',
    type: 'proxmox-cluster',
    annotations: { cluster: 'pve-paris' },
    origin: undefined,
    links: [],
  },
].map(({ annotations, links, name, origin, type }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    links,
    annotations: Object.fromEntries([
      [
        'backstage.io/managed-by-origin-location',
        origin ?? `infra-dashboard:${annotations.cluster}`,
      ],
      ...Object.entries(annotations).map(([key, value]) => [
        `infra-dashboard.io/${key}`,
        value,
      ]),
    ]),
  },
  spec: { type, owner: 'group:default/platform' },
}));

function renderAt(path: string) {
  const api = new FakeInfraDashboardApi(demoInventory());
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [
      [infraDashboardApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: ENTITIES })],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [`/infrastructure${path}`],
  });
  return api;
}

describe('history', () => {
  it('is shown on the page of a cluster as plots, each with a text summary', async () => {
    const api = renderAt('/clusters/pve-paris?tab=history');
    const section = await screen.findByRole('region', { name: 'History' });
    const storage = await within(section).findByRole('region', {
      name: 'Storage',
    });
    expect(storage).toHaveTextContent(/Min .+ TiB · Max .+ TiB · Now .+ TiB/);
    expect(storage).toHaveTextContent(
      'Full in 41 days (33 to 55) at the rate of the last 14 days; wrong by 4 days on average in tests with that past; confidence (R² 0.97)',
    );
    expect(within(section).getAllByRole('figure')).toHaveLength(5);

    const before = api.countCalls('getHistory');
    await userEvent.click(screen.getByRole('button', { name: 'Week' }));
    await waitFor(() => expect(api.countCalls('getHistory')).toBe(before + 1));
    expect(screen.getByRole('button', { name: 'Week' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('shows that there is none yet, and why it could not be loaded', async () => {
    const api = renderAt('/clusters/k8s-edge?tab=history');
    expect(
      await screen.findByText(/No data in this range/),
    ).toBeInTheDocument();
    api.failure = await createResponseError(503, {
      message: 'The backend restarts',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Year' }));
    expect(await screen.findByText(/The backend restarts/)).toBeInTheDocument();
  });

  it('is one of the tabs of a node, next to its workloads', async () => {
    renderAt('/clusters/pve-paris/nodes/pve1');
    await userEvent.click(await screen.findByRole('tab', { name: 'History' }));
    expect(
      await screen.findByRole('region', { name: 'Memory' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Healthy nodes' }),
    ).not.toBeInTheDocument();
  });

  it('is a small line on each card that something is known of', async () => {
    renderAt('');
    const card = await screen.findByRole('article', { name: 'pve-paris' });
    expect(
      await within(card).findByRole('img', {
        name: /^CPU of pve-paris in the last 24 hours. Min .+ cores/,
      }),
    ).toBeInTheDocument();
    const edge = screen.getByRole('article', { name: 'k8s-edge' });
    expect(within(edge).queryByRole('img')).not.toBeInTheDocument();
  });
});

describe('links', () => {
  it('lead from a node to its entity and to the console, and nowhere else', async () => {
    renderAt('/clusters/pve-paris/nodes/pve1');
    expect(
      await screen.findByRole('link', { name: /Proxmox VE console/ }),
    ).toHaveAttribute('href', 'https://pve1.example:8006');
    expect(screen.getByText('pve-paris-pve1').closest('a')).toHaveAttribute(
      'href',
      '/catalog/default/resource/pve-paris-pve1',
    );
    expect(screen.queryByText('Bad')).not.toBeInTheDocument();
  });

  it('do not lead to what a user registered in place of a cluster or node', async () => {
    renderAt('/clusters/pve-paris/nodes/pve1');
    const link = await screen.findByRole('link', {
      name: /Proxmox VE console/,
    });
    expect(link).toHaveAttribute('href', 'https://pve1.example:8006');
    expect(screen.queryByText(/^a-(node|cluster)/)).not.toBeInTheDocument();
  });

  it('lead from a cluster to its own entity, not to that of a node', async () => {
    renderAt('/clusters/pve-paris?tab=facts');
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('link', { name: 'pve-paris' })
          .map(one => one.getAttribute('href')),
      ).toContain('/catalog/default/resource/pve-paris'),
    );
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Ceph health');
  });
});

describe('views of the overview', () => {
  it('shows all nodes as a map, with their numbers as names', async () => {
    renderAt('?provider=proxmox&provider=openstack');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Heat map' }),
    );
    const map = await screen.findByRole('region', { name: 'Node heat map' });
    const cell = within(map).getByRole('link', { name: /^pve1: .+% used$/ });
    expect(cell).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris/nodes/pve1',
    );
    expect(
      within(map).getByRole('link', { name: /^pve3: offline$/ }),
    ).toBeInTheDocument();
    expect(
      within(map).getAllByRole('link', {
        name: /^compute-\d.*% requested, no usage data$/,
      }).length,
    ).toBeGreaterThan(0);
    expect(within(map).getAllByText('No node data')).toHaveLength(3);
    expect(within(map).queryByText('k8s-prod')).not.toBeInTheDocument();
    const before = cell.style.backgroundColor;
    await userEvent.click(within(map).getByRole('button', { name: 'Memory' }));
    expect(
      within(map).getByRole('link', { name: /^pve1:/ }).style.backgroundColor,
    ).not.toBe(before);
  });

  it('shows the clusters as a table', async () => {
    renderAt('?view=table&group=flat');
    const table = await screen.findByRole('table', { name: 'Clusters' });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(9);
    const row = within(table)
      .getByRole('link', { name: 'k8s-edge' })
      .closest('tr')!;
    expect(row).toHaveTextContent('Unreachable');
    expect(within(row).queryByRole('progressbar')).not.toBeInTheDocument();
    const rows = () => within(table).getAllByRole('rowheader');
    const names = () =>
      rows().map(cell => within(cell).getByRole('link').textContent);
    const byName = names();
    await userEvent.click(
      within(table).getByRole('button', { name: 'Memory' }),
    );
    await waitFor(() => expect(names()).not.toEqual(byName));
    // What was never read has no share, and comes last.
    const last = rows()[8].closest('tr')!;
    expect(within(last).queryByRole('progressbar')).not.toBeInTheDocument();
    await userEvent.click(
      within(table).getByRole('button', { name: 'Cluster' }),
    );
    await waitFor(() => expect(names()).toEqual([...byName].sort()));
  });
});
