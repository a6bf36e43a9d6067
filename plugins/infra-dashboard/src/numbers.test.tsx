import { renderTestApp } from '@backstage/frontend-test-utils';
import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import infraDashboardPlugin, { infraDashboardApiRef } from '.';
import { demoInventory, type Inventory } from './__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from './__testUtils__/FakeInfraDashboardApi';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(120_000);
configure({ asyncUtilTimeout: 20_000 });

const STANDING = '1 of 5 nodes unhealthy: worker-4 (MemoryPressure)';

/** Every state that a cluster can be in, with some of them changed. */
function inventoryWith(
  changes: Record<string, Partial<ClusterStatus>> = {},
): Inventory {
  const inventory = demoInventory();
  return {
    ...inventory,
    providers: inventory.providers.filter(({ state }) => state === 'ok'),
    clusters: inventory.clusters.map(one => ({ ...one, ...changes[one.name] })),
  };
}

function renderAt(path: string, inventory: Inventory) {
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, new FakeInfraDashboardApi(inventory)]],
    initialRouteEntries: [`/infrastructure${path}`],
  });
}

const card = (name: string) => screen.findByRole('article', { name });
const summary = () =>
  screen.findByRole('region', { name: 'Summary of all clusters' });

/** The counts of the tiles, one list for each tile. */
async function readTiles(): Promise<string[][]> {
  const tiles: string[][] = [];
  for (const one of within(await summary()).getAllByRole('link')) {
    const text = one.textContent!.replace(/\s+/g, ' ');
    if (/ [A-Z]/.test(text)) tiles.push([]);
    tiles[tiles.length - 1].push(text);
  }
  return tiles;
}

describe('the tiles of the overview', () => {
  it('count health, and show what is stale, missing or disabled', async () => {
    renderAt('', inventoryWith());
    await screen.findByRole('link', { name: /No owner$/ });
    expect(await readTiles()).toEqual([
      [
        '9 Clusters',
        '1 unavailable',
        '3 degraded',
        '1 unknown',
        '1 stale',
        '1 pending',
        '1 disabled',
        '1 healthy',
      ],
      // Ready nodes that are degraded or cordoned are not healthy.
      [
        '18 Nodes',
        '2 failed',
        '3 degraded',
        '2 stopped',
        '11 healthy',
        '5 of them stale',
      ],
      expect.arrayContaining(['17 of them stale']),
      [expect.stringMatching(/^[1-9]\d* No owner$/)],
    ]);
    const prod = await card('k8s-prod');
    expect(
      within(prod)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(expect.arrayContaining(['1 degraded', '1 stopped', '3 healthy']));
  });

  it('count a cluster that is degraded and cannot be read as both', async () => {
    const { observedAt } = demoInventory().clusters.find(
      ({ name }) => name === 'k8s-staging',
    )!.freshness;
    renderAt(
      '',
      inventoryWith({
        'k8s-staging': { health: 'degraded', statusReason: STANDING },
        'pve-lab': {
          health: 'unknown',
          lastKnownHealth: 'failed',
          freshness: { state: 'stale', observedAt },
        },
      }),
    );
    const [clusters] = await readTiles();
    expect(clusters).toEqual(
      expect.arrayContaining(['1 failed', '4 degraded', '2 stale']),
    );
    expect(clusters.join()).not.toContain('healthy');
  });

  it('are not greener than the lists below them', async () => {
    renderAt('?health=healthy', inventoryWith());
    expect(await card('pve-lab')).toBeInTheDocument();
    expect(
      screen.getAllByRole('article', { name: /^(pve|k8s|os)-/ }),
    ).toHaveLength(1);
    const problems = screen.getByRole('region', { name: 'Problems' });
    expect(await within(problems).findByText('No problems')).toBeVisible();
  });

  it('show how many clusters only lack their workloads', async () => {
    const { clusters } = demoInventory();
    const lab = clusters.find(({ name }) => name === 'pve-lab')!;
    const error = {
      code: 'FORBIDDEN',
      message: 'No access to guests',
    } as const;
    renderAt(
      '',
      inventoryWith({
        'pve-lab': {
          totals: { ...lab.totals, workloads: undefined },
          workloadsError: error,
        },
      }),
    );
    expect(
      await screen.findByText(
        'Excludes the workloads of 1 cluster, which could not be read',
      ),
    ).toBeInTheDocument();
    expect((await readTiles())[0].join()).not.toContain('healthy');
    const problems = screen.getByRole('region', { name: 'Problems' });
    await userEvent.click(
      await within(problems).findByRole('link', {
        name: 'workloads of 1 cluster not loaded',
      }),
    );
    const row = within(problems).getByRole('link', { name: 'pve-lab' });
    expect(row.closest('li')).toHaveTextContent(
      'pve-labWorkloads could not be loaded – No access to guests',
    );
  });

  it('take shares of what was measured', async () => {
    const inventory = inventoryWith();
    const [one, other] = ['k8s-prod', 'os-eu'].map(
      name => inventory.clusters.find(cluster => cluster.name === name)!,
    );
    // One node of three has metrics, and another cluster is large and has none.
    one.totals.cpu = { used: 3.8, total: 12, measuredTotal: 4, percentage: 95 };
    other.totals.cpu = { total: 10_000 };
    inventory.clusters = [one, other];
    renderAt('', inventory);
    const valueOf = (place: HTMLElement, name: RegExp) =>
      within(place)
        .getByRole('progressbar', { name })
        .getAttribute('aria-valuetext');
    expect(valueOf(await card('k8s-prod'), /^CPU/)).toBe(
      '3.8 of 4 cores used (95%); usage available for 4 of 12 cores',
    );
    expect(valueOf(await summary(), /^CPU/)).toBe(
      '3.8 of 4 cores used (95%); usage available for 4 of 10,012 cores',
    );
  });
});

describe('a failed read', () => {
  it.each([
    ['while the last health counts', { health: 'degraded' }],
    ['and after that', { health: 'unknown', lastKnownHealth: 'degraded' }],
  ] as const)('does not cover a standing problem, %s', async (_, health) => {
    renderAt(
      '',
      inventoryWith({ 'k8s-staging': { ...health, statusReason: STANDING } }),
    );
    const staging = await card('k8s-staging');
    // The badges, by their words and reasons.
    expect(
      within(staging).getByLabelText(`Degraded: ${STANDING}`),
    ).toBeInTheDocument();
    expect(
      within(staging).getByLabelText(/^Timed out: Kubernetes did not respond/),
    ).toBeInTheDocument();
    expect(within(staging).getByText(STANDING)).toBeInTheDocument();
    expect(
      within(staging).getByText(/^Kubernetes did not respond/),
    ).toBeInTheDocument();

    const problems = screen.getByRole('region', { name: 'Problems' });
    for (const [kind, text] of [
      [
        /clusters? unreachable/,
        /Unreachable for \d+m( \d+s)? – Kubernetes did not/,
      ],
      [/clusters? degraded/, `Cluster degraded – ${STANDING}`],
    ] as const) {
      await userEvent.click(
        await within(problems).findByRole('link', { name: kind }),
      );
      await within(problems).findByRole('button', {
        name: 'Show all problems',
      });
      const rows = within(problems).getAllByRole('link', {
        name: 'k8s-staging',
      });
      expect(rows[0].closest('li')).toHaveTextContent(text);
    }
    expect(problems).toHaveTextContent(/Data from the last update \d+m ago/);
    const [clusters] = await readTiles();
    expect(clusters).toContain('4 degraded');
    expect(clusters.join()).toMatch(/stale|2 unavailable/);
  });
});

describe('stale data', () => {
  it('looks stale in the heat map: mark, age and reason', async () => {
    renderAt('?view=heat-map', inventoryWith());
    const map = await screen.findByRole('region', { name: 'Node heat map' });
    const stale = within(map).getAllByRole('link', {
      name: /^[\w-]+: .+; stale, as of .+/,
    });
    expect(stale).toHaveLength(5);
    expect(stale[0]).toHaveAttribute(
      'href',
      expect.stringContaining('/k8s-staging/'),
    );
    const row = within(map).getByRole('link', { name: 'k8s-staging' })
      .parentElement!.parentElement!;
    expect(row).toHaveTextContent('Stale, updated 1m ago');
    expect(row).toHaveTextContent('did not respond within 10 seconds');
    expect(within(map).getAllByText(/^Stale, updated/)).toHaveLength(1);
    expect(map).toHaveTextContent('Faded, cut corner: stale.');
  });

  it('is listed by the count of it', async () => {
    renderAt('?view=heat-map&status=stale', inventoryWith());
    const map = await screen.findByRole('region', { name: 'Node heat map' });
    expect(map.querySelectorAll('a[href*="/nodes/"]')).toHaveLength(5);
    expect(
      screen.getByRole('button', { name: 'Stale (5)', pressed: true }),
    ).toBeInTheDocument();
  });

  it('looks stale on the page of a node: mark, age and reason', async () => {
    renderAt('/clusters/k8s-staging/nodes/worker-1', inventoryWith());
    expect(
      await screen.findByText(/^Stale, updated 1m ago/),
    ).toBeInTheDocument();
    expect(screen.getByText('Timed out')).toBeInTheDocument();
    expect(
      screen.getByText(/^Kubernetes did not respond within/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Data from the last update 1m ago/),
    ).toBeInTheDocument();
  });

  it('is shown for the workloads if only they are stale', async () => {
    const { clusters } = demoInventory();
    const { freshness, nodes } = clusters.find(
      ({ name }) => name === 'k8s-prod',
    )!;
    const [node] = nodes as NodeStatus[];
    renderAt(
      `/clusters/k8s-prod/nodes/${node.name}`,
      inventoryWith({
        'k8s-prod': {
          workloadsFreshness: { ...freshness, state: 'stale' },
          workloadsError: { code: 'TIMEOUT', message: 'The pods took long' },
        },
      }),
    );
    expect(
      await screen.findByText('Workloads could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText('The pods took long')).toBeInTheDocument();
    expect(screen.getByText(/^Updated \d+s ago$/)).toBeInTheDocument();
  });
});
