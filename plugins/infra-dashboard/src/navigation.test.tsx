import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  cleanup,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import infraDashboardPlugin, { infraDashboardApiRef } from '.';
import {
  demoInventory,
  recordedInventory,
  type Inventory,
} from './__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from './__testUtils__/FakeInfraDashboardApi';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(120_000);
configure({ asyncUtilTimeout: 10_000 });

function renderAt(
  path: string,
  options: { pageConfig?: { title: string }; inventory?: Inventory } = {},
) {
  const { inventory = recordedInventory(), pageConfig } = options;
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, new FakeInfraDashboardApi(inventory)]],
    initialRouteEntries: [path],
    config: {
      app: {
        title: 'Portal',
        baseUrl: 'http://localhost:3000',
        ...(pageConfig && {
          extensions: [{ 'page:infra-dashboard': { config: pageConfig } }],
        }),
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
}

const summary = () =>
  screen.findByRole('region', { name: 'Summary of all clusters' });
const links = (place: HTMLElement) =>
  within(place)
    .getAllByRole('link')
    .map(one => ({
      name: one.textContent!.replace(/\s+/g, ' '),
      href: one.getAttribute('href')!,
      count: Number(one.textContent!.match(/\d+/)![0]),
    }));

describe('navigation', () => {
  it.each([
    ['', 'Overview', 'Overview · Infrastructure'],
    ['/workloads', 'Workloads', 'Workloads · Infrastructure'],
    ['/storage', 'Storage', 'Storage · Infrastructure'],
    ['/changes', 'Changes', 'Changes · Infrastructure'],
    ['/settings', 'Connections', 'Connections · Infrastructure'],
    ['/clusters/k8s-prod', 'Overview', 'k8s-prod · Infrastructure'],
    [
      '/clusters/k8s-prod/nodes/worker-4',
      'Overview',
      'worker-4 · k8s-prod · Infrastructure',
    ],
    ['/clusters/k8s-gone', 'Overview', 'k8s-gone · Infrastructure'],
    ['/no/such/page', 'Overview', 'Not found · Infrastructure'],
  ])(
    'shows the tabs and a title of its own at /infrastructure%s',
    async (path, current, title) => {
      renderAt(`/infrastructure${path}`);
      // Pages have tabs of their own, some with the same name.
      const tab = async (name: string) =>
        (await screen.findAllByRole('tab', { name })).find(one =>
          one.hasAttribute('href'),
        );
      expect(await tab('Overview')).toHaveAttribute('href', '/infrastructure');
      expect(await tab('Workloads')).toHaveAttribute(
        'href',
        '/infrastructure/workloads',
      );
      expect(await tab('Changes')).toHaveAttribute(
        'href',
        '/infrastructure/changes',
      );
      expect(await tab('Connections')).toHaveAttribute(
        'href',
        '/infrastructure/settings',
      );
      const selected = screen
        .getAllByRole('tab', { selected: true })
        .filter(one => one.hasAttribute('href'));
      expect(selected.map(one => one.textContent)).toEqual([current]);
      await waitFor(() => expect(document.title).toBe(title));
    },
  );

  it('goes from tab to tab by keyboard, and gives the title back', async () => {
    renderAt('/infrastructure/clusters/pve-paris');
    await screen.findByRole('article', { name: 'pve1' });
    const overview = screen.getByRole('tab', { name: 'Overview' });
    while (document.activeElement !== overview) await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('article', { name: 'pve-paris' }),
    ).toBeInTheDocument();
    expect(overview).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByRole('searchbox', { name: 'Search workloads' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Workloads', selected: true }),
    ).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByRole('table', { name: 'Nodes of all clusters' }),
    ).toBeInTheDocument();
    expect(document.title).toBe('Nodes · Infrastructure');
    screen.getByRole('tab', { name: 'Nodes', selected: true }).focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    const storages = await screen.findByRole('table', {
      name: 'Storages of all clusters',
    });
    // Worst first, and of the same health the fullest.
    const names = within(storages).getAllByRole('rowheader');
    expect(names.map(one => one.textContent)).toEqual([
      ...['pbs-paris', 'localpve3', 'ceph-vmrbd:vm', 'localpve1'],
      ...['localpve2', 'fast'],
    ]);
    expect(
      within(storages).getAllByRole('link', { name: 'pve-paris' })[0],
    ).toHaveAttribute('href', '/infrastructure/clusters/pve-paris');
    expect(screen.getByText('6 storages')).toBeInTheDocument();
    screen.getByRole('tab', { name: 'Storage', selected: true }).focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByText('No changes in this range'),
    ).toBeInTheDocument();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByText(/providers are configured/),
    ).toBeInTheDocument();
    expect(document.title).toBe('Connections · Infrastructure');
    cleanup();
    expect(document.title).toBe('Portal');
  });

  it('shows a 404 for an unknown address, with a way back', async () => {
    renderAt('/infrastructure/nodes/pve1');
    expect(
      await screen.findByText(/404.*\/infrastructure\/nodes\/pve1/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to overview' }),
    );
    expect(await summary()).toBeInTheDocument();
    expect(screen.queryByText(/404/)).not.toBeInTheDocument();
  });

  it('takes the title that the app configures', async () => {
    renderAt('/infrastructure/workloads', {
      pageConfig: { title: 'Machines' },
    });
    await waitFor(() => expect(document.title).toBe('Workloads · Machines'));
    expect(
      screen.getByRole('heading', { level: 1, name: 'Machines' }),
    ).toBeInTheDocument();
  });
});

/** The recorded clusters, a stale copy of `k8s-prod`, and clusters without data. */
function staleInventory(): Inventory {
  const { clusters, workloads } = demoInventory();
  return {
    ...{ clusters, providers: [] },
    workloads: workloads
      .filter(({ cluster }) => cluster !== 'k8s-staging')
      .flatMap(one =>
        one.cluster === 'k8s-prod'
          ? [one, { ...one, id: `${one.id} copy`, cluster: 'k8s-staging' }]
          : [one],
      ),
  };
}

describe('the counts of the overview', () => {
  /** The number of rows of the list that a link leads to. */
  async function rowsAt(href: string, inventory: Inventory): Promise<number> {
    cleanup();
    renderAt(href, { inventory });
    if (href.startsWith('/infrastructure/workloads')) {
      const status = await screen.findByText(/^\d+ workloads?$/);
      return Number(status.textContent!.match(/\d+/)![0]);
    }
    if (href.includes('heat-map')) {
      const map = await screen.findByLabelText('Node heat map');
      return map.querySelectorAll('a[href*="/nodes/"]').length;
    }
    // Roles and names of a whole page take seconds to compute.
    const cards = await screen.findAllByLabelText(/^(pve|k8s|os)-/, {
      selector: 'article',
    });
    return cards.length;
  }

  it.each([
    ['all clusters', '', 6],
    ['two platforms', '?provider=proxmox&provider=openstack', 4],
    ['words and a health', '?q=e&health=degraded&view=table', 2],
    ['old and missing data', '', 9],
  ])('lead to lists of as many rows: %s', async (_, search, atLeast) => {
    const inventory = atLeast === 9 ? staleInventory() : recordedInventory();
    renderAt(`/infrastructure${search}`, { inventory });
    const counts = links(await summary());
    expect(counts.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\d+ Clusters$/),
        expect.stringMatching(/^\d+ Nodes$/),
        expect.stringMatching(/^\d+ Workloads$/),
        expect.stringMatching(/^\d+ failed$/),
        expect.stringMatching(/^\d+ degraded$/),
        expect.stringMatching(/^\d+ healthy$/),
      ]),
    );
    expect(counts[0].count).toBeGreaterThanOrEqual(atLeast);
    const sample = search
      ? counts.filter(({ name }) => /[A-Z]|failed|stopped/.test(name))
      : counts;
    const rows: Array<[string, number]> = [];
    for (const { href, name } of sample) {
      const isTable = href.includes('view=table');
      const path = isTable ? href.replace('view=table', 'view=cards') : href;
      rows.push([name, await rowsAt(path, inventory)]);
    }
    expect(rows).toEqual(sample.map(({ count, name }) => [name, count]));
  });

  it('of a cluster lead to its nodes and workloads of that state', async () => {
    renderAt('/infrastructure');
    const paris = await screen.findByRole('article', { name: 'pve-paris' });
    const [failedNodes] = within(paris).getAllByRole('link', {
      name: '1 failed',
    });
    await userEvent.click(failedNodes);
    expect(
      await screen.findByRole('article', { name: 'pve3' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('article', { name: 'pve1' }),
    ).not.toBeInTheDocument();
    // The filter is in sight and can be changed.
    await userEvent.click(screen.getByRole('button', { name: 'Healthy (2)' }));
    expect(
      await screen.findByRole('article', { name: 'pve1' }),
    ).toBeInTheDocument();

    const stopped = screen.getByRole('link', { name: '2 stopped' });
    await userEvent.click(stopped);
    expect(await screen.findByText('2 workloads')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Cluster pve-paris' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Templates Hidden' }),
    ).toBeInTheDocument();
  });

  it('of several clusters stay readable as a filter of the list', async () => {
    renderAt('/infrastructure/workloads?cluster=pve-paris,pve-lab');
    expect(
      await screen.findByRole('button', { name: 'Cluster 2 clusters' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('16 workloads')).toBeInTheDocument();
  });
});
