import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import infraDashboardPlugin, { infraDashboardApiRef } from '.';
import { demoEstate, recordedEstate } from './__testUtils__/demoEstate';
import {
  answerWith,
  FakeInfraDashboardApi,
} from './__testUtils__/FakeInfraDashboardApi';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
registerMswTestHooks(server);

function renderAt(path: string, estate = demoEstate()) {
  const api = new FakeInfraDashboardApi(estate);
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: [path],
  });
  return api;
}

const card = (name: string) => screen.findByRole('article', { name });
const cards = () =>
  screen
    .getAllByRole('article')
    .flatMap(one => one.getAttribute('aria-label') ?? []);
const link = (name: string | RegExp, place: HTMLElement) =>
  within(place).getByRole('link', { name });

describe('overview', () => {
  it('shows the clusters of three platforms, with a place in the sidebar', async () => {
    renderAt('/infrastructure', recordedEstate());
    const proxmox = await screen.findByRole('region', { name: 'Proxmox VE' });
    expect(link('pve-paris', proxmox)).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris',
    );
    const kubernetes = screen.getByRole('region', { name: 'Kubernetes' });
    expect(link('k8s-prod', kubernetes)).toBeInTheDocument();
    const openstack = screen.getByRole('region', { name: 'OpenStack' });
    expect(link('os-eu', openstack)).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Infrastructure' })[0],
    ).toHaveAttribute('href', '/infrastructure');

    const paris = await card('pve-paris');
    expect(
      within(paris)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(
      expect.arrayContaining([
        '1 failed',
        '2 healthy',
        '2 unknown',
        '7 healthy',
      ]),
    );
    expect(within(paris).getByText(/^Updated \d+s ago$/)).toBeInTheDocument();
    expect(
      within(paris).getByRole('progressbar', { name: 'CPU pve-paris' }),
    ).toHaveAttribute('aria-valuetext', expect.stringMatching(/64 cores used/));
    expect(
      within(await card('os-eu')).getByText('62 of 768 cores allocated (8.1%)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Excludes 1 cluster without data/),
    ).toBeInTheDocument();
  });

  it('shows why a cluster is unreachable, and lists it first', async () => {
    renderAt('/infrastructure');
    const edge = await card('k8s-edge');
    expect(within(edge).getAllByText('Unreachable')).not.toHaveLength(0);
    expect(edge).toHaveTextContent('Kubernetes refused the connection');
    expect(edge).toHaveTextContent('Check that the server runs');
    expect(within(edge).queryByRole('progressbar')).not.toBeInTheDocument();

    const attention = screen.getByRole('region', { name: /Needs attention/ });
    const rows = within(attention).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(
      "pve-berlinMisconfigured – infraDashboard.providers[6]: 'tokenSecret' is missing",
    );
    expect(rows[1]).toHaveTextContent(
      'k8s-edgeUnreachable – Kubernetes refused the connection',
    );
  });

  it('shows what is stale, pending, disabled and misconfigured', async () => {
    renderAt('/infrastructure');
    const stale = await card('k8s-staging');
    expect(stale).toHaveTextContent('Stale, updated 1m ago');
    expect(stale).toHaveTextContent('did not answer within 10 seconds');
    expect(within(stale).getAllByRole('progressbar')).toHaveLength(3);
    expect(await card('pve-new')).toHaveTextContent('Pending');
    expect(await card('os-old')).toHaveTextContent('Disabled');
    expect(await card('pve-berlin')).toHaveTextContent('Misconfigured');
    expect(
      within(await card('os-us')).getByText('3 missing permissions'),
    ).toBeVisible();
  });

  it('filters by platform, text and health, which are stored in the URL', async () => {
    renderAt('/infrastructure?provider=kubernetes');
    expect(await card('k8s-prod')).toBeInTheDocument();
    expect(cards()).toEqual(['k8s-prod', 'k8s-edge', 'k8s-staging']);
    expect(screen.getByRole('status')).toHaveTextContent('3 of 9 clusters');

    const search = screen.getByRole('searchbox', { name: 'Search clusters' });
    await userEvent.click(search);
    await userEvent.paste('refused edge');
    await waitFor(() => expect(cards()).toEqual(['k8s-edge']));

    const group = screen.getByRole('group', { name: 'Platform' });
    await userEvent.click(within(group).getByText('Kubernetes (3)'));
    await userEvent.clear(search);
    await userEvent.paste('eu-1');
    await waitFor(() => expect(cards()).toEqual(['os-eu']));
    await userEvent.click(screen.getByText('Clear filters'));
    await waitFor(() => expect(cards()).toHaveLength(10));
  });

  it('narrows by health', async () => {
    renderAt('/infrastructure?provider=proxmox&provider=kubernetes');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Status All statuses' }),
    );
    await userEvent.click(screen.getByText('Healthy', { selector: 'li' }));
    await waitFor(() => expect(cards()).toEqual(['pve-lab']));
    await userEvent.click(
      screen.getByRole('button', { name: 'Status Healthy' }),
    );
    await userEvent.click(screen.getByText('Stale', { selector: 'li' }));
    await waitFor(() => expect(cards()).toEqual(['k8s-staging']));
  });

  it('shows all clusters without groups if the URL has the view', async () => {
    renderAt('/infrastructure?group=flat');
    expect(await card('pve-paris')).toHaveTextContent('Proxmox VE');
    expect(
      screen.queryByRole('region', { name: 'Proxmox VE' }),
    ).not.toBeInTheDocument();
  });

  it('shows how to add clusters if there are none', async () => {
    renderAt('/infrastructure', { clusters: [], providers: [], workloads: [] });
    expect(
      await screen.findByText('No clusters are configured'),
    ).toBeInTheDocument();
    expect(await screen.findByText(/my-proxmox/)).toBeInTheDocument();
  });

  it('names the missing permission', async () => {
    const api = renderAt('/infrastructure/clusters/pve-paris');
    api.failure = await answerWith(403);
    expect(
      await screen.findByText(/infra-dashboard\.clusters\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByText('pve1')).not.toBeInTheDocument();
  });
});

describe('drill-down', () => {
  it('leads from a cluster over its node to the workloads there', async () => {
    renderAt('/infrastructure');
    await userEvent.click(link('pve-paris', await card('pve-paris')));
    expect(
      await screen.findByRole('heading', { level: 2, name: 'pve-paris' }),
    ).toBeInTheDocument();
    const offline = await card('pve3');
    expect(offline).toHaveTextContent(
      'Offline: the other members do not see it',
    );
    expect(within(offline).getAllByText('no usage data')).not.toHaveLength(0);

    await userEvent.click(link('pve2', await card('pve2')));
    const table = await screen.findByRole('table', {
      name: 'Workloads of pve2',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('file-server');
    expect(
      within(rows[0]).getByLabelText(/^io-error: Halted by/),
    ).toBeInTheDocument();
    expect(
      within(rows[0]).getByRole('img', { name: 'Virtual machine' }),
    ).toBeInTheDocument();
    const trail = screen.getAllByRole('link', { name: 'pve-paris' });
    expect(trail[0]).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris',
    );
  });

  it('shows conditions of a node, problems first', async () => {
    renderAt('/infrastructure/clusters/k8s-prod/nodes/worker-4');
    const conditions = await screen.findByRole('region', {
      name: 'Conditions',
    });
    const rows = within(conditions).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent('MemoryPressure=True for');
    expect(rows[0]).toHaveTextContent('kubelet has MemoryPressure');
    expect(
      await screen.findByLabelText(/^CrashLoopBackOff: back-off 5m0s/),
    ).toBeInTheDocument();
  });

  it('shows the workloads and the remedy if nodes cannot be listed', async () => {
    renderAt('/infrastructure/clusters/os-us');
    expect(
      await screen.findByRole('table', { name: 'Workloads of os-us' }),
    ).toHaveTextContent('shop-us-1');
    const hidden = screen.getByRole('region', {
      name: 'Limited visibility',
    });
    expect(within(hidden).getAllByText(/^openstack role add/)).toHaveLength(1);
    await userEvent.click(screen.getByRole('tab', { name: 'Nodes (0)' }));
    expect(
      screen.getByText('No node is visible with these credentials'),
    ).toBeInTheDocument();
  });

  it('shows nodes as a table if the URL has the view', async () => {
    renderAt('/infrastructure/clusters/k8s-prod?view=table');
    const table = await screen.findByRole('table', {
      name: 'Nodes of k8s-prod',
    });
    const names = within(table)
      .getAllByRole('rowheader')
      .map(cell => cell.textContent);
    expect(names[0]).toBe('worker-4worker');
    await userEvent.click(
      screen.getByRole('searchbox', { name: 'Filter nodes' }),
    );
    await userEvent.paste('control');
    await waitFor(() =>
      expect(within(table).getAllByRole('rowheader')).toHaveLength(1),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Cards' }));
    expect(await card('control-1')).toBeInTheDocument();
  });

  it('finds names that have to be encoded', async () => {
    const estate = recordedEstate();
    const [cluster] = estate.clusters;
    const odd = 'lab / 100% ü?#';
    estate.clusters = [
      {
        ...cluster,
        name: odd,
        nodes: [{ ...cluster.nodes![0], cluster: odd, name: 'a/b' }],
      },
    ];
    renderAt('/infrastructure', estate);
    await userEvent.click(link(odd, await card(odd)));
    await userEvent.click(link('a/b', await card('a/b')));
    expect(
      await screen.findByRole('heading', { level: 2, name: 'a/b' }),
    ).toBeInTheDocument();
  });

  it('shows that a cluster or node does not exist', async () => {
    renderAt('/infrastructure/clusters/pve-paris/nodes/pve9');
    expect(
      await screen.findByText('The cluster pve-paris has no node pve9.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Back to overview' }),
    ).toHaveAttribute('href', '/infrastructure');
  });
});

describe('over HTTP', () => {
  it('sends requests to the backend of the plugin', async () => {
    const { clusters, providers } = recordedEstate();
    const base = 'http://localhost:7007/api/infra-dashboard';
    server.use(
      http.get(`${base}/clusters`, () =>
        HttpResponse.json({ items: clusters }),
      ),
      http.get(`${base}/providers`, () =>
        HttpResponse.json({ items: providers }),
      ),
    );
    renderTestApp({
      features: [infraDashboardPlugin],
      initialRouteEntries: ['/infrastructure'],
    });
    expect(await card('os-eu')).toBeInTheDocument();
  });
});
