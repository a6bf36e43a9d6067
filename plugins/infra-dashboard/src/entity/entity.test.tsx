import type { Entity } from '@backstage/catalog-model';
import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import infraDashboardPlugin, { infraDashboardApiRef } from '..';
import {
  demoInventory,
  recordedInventory,
} from '../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../__testUtils__/FakeInfraDashboardApi';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
registerMswTestHooks(setupServer());

const SHOP = 'component:default/shop';

function entity(
  kind: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'shop', namespace: 'default', annotations },
    spec: {},
  };
}

/** The recorded clusters, with one workload of each platform belonging to the shop. */
function shopInventory() {
  const inventory = recordedInventory();
  for (const provider of ['proxmox', 'kubernetes', 'openstack']) {
    const found = inventory.workloads.find(one => one.provider === provider)!;
    found.entityRefs = [SHOP];
  }
  return inventory;
}

async function renderPage(
  of: Entity,
  options: {
    inventory?: ReturnType<typeof shopInventory>;
    status?: number;
  } = {},
) {
  const { inventory = shopInventory(), status } = options;
  const api = new FakeInfraDashboardApi(inventory);
  if (status) api.failure = await createResponseError(status);
  renderTestApp({
    features: [infraDashboardPlugin],
    extensions: [createTestEntityPage({ entity: of })],
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: ['/'],
  });
  return api;
}

describe('entity pages', () => {
  it('show where the workloads of a component run, on every platform', async () => {
    await renderPage(entity('Component'));
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(4);
    for (const cluster of ['pve-paris', 'k8s-prod', 'os-eu']) {
      expect(
        within(table).getByRole('link', { name: cluster }),
      ).toHaveAttribute('href', `/infrastructure/clusters/${cluster}`);
    }
    // On the card and on the tab, for all platforms together.
    expect(
      screen.getAllByText('shop', { selector: 'strong' })[0].parentElement,
    ).toHaveTextContent(/^shop(Healthyall 3 parts|\w+1 of 1 \w+ on )/);
    const where = screen.getByRole('region', { name: 'Deployed on' });
    expect(within(where).getByText('Proxmox VE')).toBeInTheDocument();
    expect(within(where).getAllByText('1 workload')).toHaveLength(3);
  });

  it('show what changed in the last day of a component', async () => {
    const inventory = shopInventory();
    const [latest, ...others] = demoInventory().changes!;
    inventory.changes = [{ ...latest, entityRefs: [SHOP] }, ...others];
    const api = await renderPage(entity('Component'), { inventory });
    const changes = await screen.findByRole('region', {
      name: 'Changes in the last 24 hours',
    });
    expect(await within(changes).findByText('1 change')).toBeInTheDocument();
    expect(changes).toHaveTextContent('Healthy → Failed');
    expect(api.changeQueries[0]).toMatchObject({
      entityRef: SHOP,
      since: '24h',
      limit: 10,
    });
    expect(
      within(changes).getByRole('link', { name: 'All changes' }),
    ).toHaveAttribute(
      'href',
      `/infrastructure/changes?${new URLSearchParams({ entityRef: SHOP })}`,
    );
  });

  it('show that nothing belongs to a component, and possible reasons', async () => {
    await renderPage(entity('System'));
    // The card and the tab.
    expect(
      await screen.findAllByText('No workloads linked to this entity'),
    ).toHaveLength(2);
    expect(
      screen.getByText(/linked by labels, tags and metadata/),
    ).toBeInTheDocument();
    // The annotation to add, as Backstage's own pages show it.
    expect(
      screen.getAllByText(/infra-dashboard\.io\/workloads/),
    ).not.toHaveLength(0);
  });

  it('show the clusters that a group owns', async () => {
    const inventory = shopInventory();
    inventory.providers[0].owner = 'group:default/shop';
    await renderPage(entity('Group'), { inventory });
    expect(
      await screen.findByRole('article', { name: inventory.providers[0].name }),
    ).toBeInTheDocument();
  });

  it('show the cluster or node that the entity represents', async () => {
    await renderPage(
      entity('Resource', { 'infra-dashboard.io/cluster': 'pve-paris' }),
      {},
    );
    expect(
      await screen.findByRole('heading', { name: 'pve-paris' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Nodes (3)' })).toBeInTheDocument();
  });

  it('show a node', async () => {
    await renderPage(
      entity('Resource', {
        'infra-dashboard.io/cluster': 'pve-paris',
        'infra-dashboard.io/node': 'pve1',
      }),
      {},
    );
    expect(
      await screen.findByRole('heading', { name: 'pve1' }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });

  it('mark stale workloads of a component, and name what may be missing', async () => {
    const inventory = demoInventory();
    const found = inventory.workloads.find(
      ({ cluster }) => cluster === 'k8s-staging',
    )!;
    found.entityRefs = [SHOP];
    await renderPage(entity('Component'), { inventory });
    // Twice: on the card and on the tab.
    await waitFor(() => expect(screen.getAllByText('Stale')).toHaveLength(2));
    const stale = screen.getAllByText(/^Stale, updated 1m ago/);
    // The mark is in the verdict, next to the cluster, and again with the reason.
    expect(stale).toHaveLength(6);
    expect(
      screen.getAllByText(/Kubernetes did not respond within 10 seconds/),
    ).toHaveLength(2);
    expect(
      screen.getAllByText('Incomplete: some clusters are unavailable'),
    ).toHaveLength(2);
    expect(
      screen.getAllByText(/Kubernetes refused the connection/),
    ).toHaveLength(2);
  });

  it('do not call an entity without workloads what cannot be read', async () => {
    const claim = { 'infra-dashboard.io/workloads': 'k8s-edge/pod/shop/web' };
    await renderPage(entity('Resource', claim), {
      inventory: demoInventory(),
    });
    expect(
      await screen.findAllByText('Incomplete: some clusters are unavailable'),
    ).toHaveLength(2);
    // A disabled provider is not reported as missing.
    expect(screen.queryByText('os-old')).not.toBeInTheDocument();
  });

  it('mark a node that is stale, on the card and on the tab', async () => {
    await renderPage(
      entity('Resource', {
        'infra-dashboard.io/cluster': 'k8s-staging',
        'infra-dashboard.io/node': 'worker-1',
      }),
      { inventory: demoInventory() },
    );
    await waitFor(() =>
      expect(screen.getAllByText(/^Stale, updated 1m ago/)).toHaveLength(2),
    );
    expect(
      screen.getAllByText(/Kubernetes did not respond within 10 seconds/),
    ).toHaveLength(2);
    expect(
      screen.getAllByText(/^Data from the last update 1m ago/),
    ).toHaveLength(2);
  });

  it('show that access is denied', async () => {
    await renderPage(entity('Component'), {
      status: 403,
    });
    expect(await screen.findAllByText('Access denied')).toHaveLength(2);
  });

  it('stay away from other entities', async () => {
    await renderPage(entity('API'));
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(screen.queryByText('View infrastructure')).not.toBeInTheDocument();
  });
});
