import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import infraDashboardPlugin from '.';
import { recordedInventory } from './__testUtils__/demoInventory';
import { card, link, renderAt } from './__testUtils__/renderAt';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
registerMswTestHooks(server);

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
    await userEvent.click(screen.getByRole('tab', { name: 'Hypervisors (0)' }));
    expect(
      screen.getByText('No node is visible with these credentials'),
    ).toBeInTheDocument();
  });

  it('shows nodes as a table if the URL has the view', async () => {
    renderAt('/infrastructure/clusters/k8s-prod?view=table');
    const table = await screen.findByRole('table', {
      name: 'Nodes of k8s-prod',
    });
    const firstName = () =>
      within(table).getAllByRole('rowheader')[0].textContent;
    expect(firstName()).toBe('worker-4worker');
    const sortByName = screen.getByRole('button', { name: 'Node' });
    await userEvent.click(sortByName);
    await waitFor(() => expect(firstName()).toContain('control-1'));
    expect(
      within(table).getByRole('columnheader', { name: 'Node' }),
    ).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(sortByName);
    await waitFor(() => expect(firstName()).toBe('worker-4worker'));
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
    const inventory = recordedInventory();
    const [cluster] = inventory.clusters;
    const special = 'lab / 100% ü?#';
    inventory.clusters = [
      {
        ...cluster,
        name: special,
        nodes: [{ ...cluster.nodes![0], cluster: special, name: 'a/b' }],
      },
    ];
    renderAt('/infrastructure', inventory);
    await userEvent.click(link(special, await card(special)));
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
    const { clusters, providers } = recordedInventory();
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
