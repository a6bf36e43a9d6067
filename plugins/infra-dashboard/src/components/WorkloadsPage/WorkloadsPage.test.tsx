import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import infraDashboardPlugin, { infraDashboardApiRef } from '../..';
import {
  demoEstate,
  manyPods,
  recordedEstate,
  type Estate,
} from '../../__testUtils__/demoEstate';
import {
  answerWith,
  FakeInfraDashboardApi,
} from '../../__testUtils__/FakeInfraDashboardApi';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

async function renderAt(
  search = '',
  options: { estate?: Estate; status?: number; message?: string } = {},
) {
  const { estate = demoEstate(), message, status } = options;
  const api = new FakeInfraDashboardApi(estate);
  if (status) api.failure = await answerWith(status, { message });
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: [`/infrastructure/workloads${search}`],
  });
  return api;
}

const findTable = () =>
  screen.findByRole('table', { name: 'Workloads on all clusters' });
// An open menu hides the rest of the page from roles.
const heads = (table: HTMLElement) =>
  [...table.querySelectorAll('th[scope="col"]')].map(one => one.textContent);
const names = (table: HTMLElement) =>
  within(table)
    .queryAllByRole('rowheader')
    .map(one => within(one).getByRole('link').textContent);
const lastQuery = (api: FakeInfraDashboardApi) => api.workloadQueries.at(-1);

describe('workloads page', () => {
  beforeEach(() => {
    // Sizes for the virtual list, because the test browser has no layout.
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockImplementation(function height(this: HTMLElement) {
        return this.tagName === 'TR' ? 50 : 600;
      });
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(900);
    Element.prototype.scrollTo = () => {};
  });

  afterEach(() => jest.restoreAllMocks());

  it('takes no word of the URL for something that every object has', async () => {
    await renderAt('?provider=constructor&sort=toString');
    expect(heads(await findTable())).toContain('Namespace');
  });

  it('lists unhealthy workloads first, each row with a link to its node', async () => {
    const api = await renderAt('', { estate: recordedEstate() });
    const table = await findTable();
    expect(lastQuery(api)).toMatchObject({ sort: '-health', limit: 200 });
    expect(await screen.findByText('44 workloads')).toHaveAttribute(
      'role',
      'status',
    );
    const row = within(table)
      .getByRole('link', { name: 'file-server' })
      .closest('tr')!;
    expect(row.rowIndex).toBeLessThan(8);
    expect(
      within(row).getByRole('link', { name: 'file-server' }),
    ).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris/nodes/pve2?q=file-server',
    );
    expect(within(row).getByLabelText(/^io-error: Halted by/)).toHaveAttribute(
      'tabindex',
      '0',
    );
  });

  it('requests the filters and the order that are in the URL', async () => {
    const search = new URLSearchParams({
      q: 'shop',
      provider: 'kubernetes',
      cluster: 'k8s-prod',
      type: 'pod',
      health: 'healthy',
      namespace: 'shop',
      node: 'worker-1',
      owner: 'group:default/shop',
      entityRef: 'component:default/web',
      sort: '-memory',
    });
    const api = await renderAt(`?${search}`);
    expect(await screen.findByText('0 workloads')).toBeInTheDocument();
    expect(lastQuery(api)).toEqual({
      ...Object.fromEntries(search),
      limit: 200,
      cursor: undefined,
    });
    expect(screen.getByText('No matching workloads')).toBeInTheDocument();
    // Filters that are set are in sight.
    expect(screen.getByRole('searchbox', { name: 'Entity' })).toHaveValue(
      'component:default/web',
    );
    await userEvent.click(screen.getByText('Clear filters'));
    await waitFor(() =>
      expect(lastQuery(api)).toEqual({
        sort: '-memory',
        limit: 200,
        cursor: undefined,
      }),
    );
    expect(await screen.findByText(/^\d+ workloads$/)).toBeInTheDocument();
  });

  it('ignores invalid values in a link, and keeps unknown names', async () => {
    const api = await renderAt('?health=well&sort=colour&cluster=gone');
    await findTable();
    expect(lastQuery(api)).toEqual({
      cluster: 'gone',
      sort: '-health',
      limit: 200,
      cursor: undefined,
    });
    expect(
      screen.getByRole('button', { name: 'Cluster gone' }),
    ).toBeInTheDocument();
  });

  it('sends a request after the user stops typing', async () => {
    const api = await renderAt('', { estate: recordedEstate() });
    await findTable();
    const before = api.workloadQueries.length;
    const search = screen.getByRole('searchbox', { name: 'Search workloads' });
    await userEvent.type(search, 'file-s');
    await waitFor(() => expect(lastQuery(api)).toMatchObject({ q: 'file-s' }));
    expect(api.workloadQueries.length - before).toBeLessThan(4);
    await waitFor(async () =>
      expect(names(await findTable())).toEqual(['file-server']),
    );
    expect(screen.getByText('1 workload')).toBeInTheDocument();
  });

  it('sorts by its heads, the largest first where that is what one wants', async () => {
    const api = await renderAt();
    const table = await findTable();
    const head = (name: string) =>
      within(table).getByRole('button', { name }).closest('th');
    expect(head('Status')).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(within(table).getByRole('button', { name: 'CPU' }));
    await waitFor(() => expect(lastQuery(api)).toMatchObject({ sort: '-cpu' }));
    expect(head('CPU')).toHaveAttribute('aria-sort', 'descending');
    expect(head('Status')).not.toHaveAttribute('aria-sort');
    await userEvent.click(within(table).getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(lastQuery(api)).toMatchObject({ sort: 'name' }));
    expect(head('Name')).toHaveAttribute('aria-sort', 'ascending');
  });

  it.each([
    ['', ['Name', 'Status', 'Cluster', 'Namespace', 'Node', 'CPU']],
    ['proxmox', ['Name', 'Status', 'Cluster', 'VM ID', 'Node', 'CPU']],
    ['kubernetes', ['Name', 'Status', 'Cluster', 'Namespace', 'Node', 'Ready']],
    [
      'openstack',
      ['Name', 'Status', 'Region', 'Project', 'Hypervisor', 'Addresses'],
    ],
  ])('shows the columns that fit %p', async (provider, expected) => {
    await renderAt(`?provider=${provider}`);
    expect(heads(await findTable())).toEqual(expect.arrayContaining(expected));
  });

  it('shows the selected columns, which are stored in the URL', async () => {
    await renderAt('?columns=tags,cluster');
    const table = await findTable();
    expect(heads(table)).toEqual(['Name', 'Status', 'Cluster', 'Tags']);
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    const menu = screen.getByRole('menu', { name: 'Columns' });
    const item = (name: string) =>
      within(menu).getByRole('menuitemcheckbox', { name });
    expect(item('Tags')).toBeChecked();
    await userEvent.click(item('Images'));
    await userEvent.click(item('Tags'));
    expect(item('Tags')).not.toBeChecked();
    await waitFor(() =>
      expect(heads(table)).toEqual(['Name', 'Status', 'Cluster', 'Images']),
    );
    await userEvent.click(within(menu).getByText('Reset to default'));
    await waitFor(() => expect(heads(table)).toHaveLength(8));
  });

  it('names the clusters that are missing in the list or stale, and why', async () => {
    await renderAt();
    expect(
      await screen.findByText('Incomplete: some clusters are unavailable'),
    ).toBeInTheDocument();
    const rows = screen
      .getAllByRole('listitem')
      .map(one => one.textContent)
      .filter(text => /k8s-|pve-new|os-old/.test(text ?? ''));
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringContaining('k8s-edge Kubernetes refused the connection'),
        'pve-new no data yet',
        'os-old disabled',
        expect.stringMatching(/^k8s-staging Stale, updated/),
      ]),
    );
  });

  it('renders only visible rows of fifty thousand, and loads more on scroll', async () => {
    const estate = recordedEstate();
    estate.workloads = manyPods({
      cluster: 'k8s-prod',
      node: 'worker-1',
      count: 50_000,
    });
    const api = await renderAt('?sort=name', { estate });
    const table = await findTable();
    expect(await screen.findByText('50,000 workloads')).toBeInTheDocument();
    expect(screen.getByText('showing 200')).toBeInTheDocument();
    expect(table).toHaveAttribute('aria-rowcount', '50001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
    expect(api.workloadQueries).toHaveLength(1);

    const region = screen.getByRole('region', {
      name: 'Workloads on all clusters',
    });
    region.scrollTop = 150 * 50;
    region.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(api.workloadQueries.length).toBeGreaterThan(1));
    expect(api.workloadQueries[1]).toMatchObject({ cursor: '200', limit: 200 });
    expect(await screen.findByText('showing 400')).toBeInTheDocument();
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
  });

  it('goes from row to row by the arrow keys', async () => {
    await renderAt('?sort=name', { estate: recordedEstate() });
    const table = await findTable();
    const links = within(table)
      .getAllByRole('rowheader')
      .map(one => within(one).getByRole('link'));
    links[0].focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(links[1]).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(links[0]).toHaveFocus();
  });

  it('saves all rows of the filter as a CSV file', async () => {
    const files: Blob[] = [];
    URL.createObjectURL = jest.fn(file => {
      files.push(file as Blob);
      return 'blob:file';
    });
    URL.revokeObjectURL = jest.fn();
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    const api = await renderAt('?provider=openstack&sort=name');
    await findTable();
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByText(/rows were exported/)).toBeInTheDocument();
    expect(click).toHaveBeenCalledTimes(1);
    expect(lastQuery(api)).toMatchObject({
      provider: 'openstack',
      sort: 'name',
      limit: 1_000,
    });
    const lines = (await files[0].text()).trimEnd().split('\r\n').slice(1);
    expect(lines).not.toHaveLength(0);
    expect(lines.every(line => /^os-\w+,openstack,/.test(line))).toBe(true);

    api.failure = await answerWith(503, { message: 'The backend restarts' });
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(
      await screen.findByText('The export failed: The backend restarts'),
    ).toBeInTheDocument();
  });

  it('shows that there are no workloads yet', async () => {
    await renderAt('', {
      estate: { clusters: [], providers: [], workloads: [] },
    });
    expect(
      await screen.findByText('No workloads that you may see'),
    ).toBeInTheDocument();
  });

  it('names the missing permission, without filters', async () => {
    await renderAt('', { status: 403 });
    expect(
      await screen.findByText(/infra-dashboard\.clusters\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('lets one mend a filter that the backend does not take', async () => {
    const api = await renderAt('?owner=a+b', {
      status: 400,
      message: 'owner: is not an entity reference',
    });
    expect(
      await screen.findByText(/owner: is not an entity reference/),
    ).toBeInTheDocument();
    api.failure = undefined;
    await userEvent.clear(screen.getByRole('searchbox', { name: 'Owner' }));
    expect(await findTable()).toBeInTheDocument();
  });

  it('shows why loading failed, and keeps rows that were loaded before', async () => {
    const api = await renderAt('', {
      status: 503,
      message: 'The backend restarts',
    });
    expect(
      await screen.findByText(/could not be loaded: The backend restarts/),
    ).toBeInTheDocument();
    const failure = api.failure;
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    const table = await findTable();
    api.failure = failure;
    await waitFor(
      () =>
        expect(screen.getByText(/Showing the last data/)).toBeInTheDocument(),
      { timeout: 20_000 },
    );
    expect(names(table)).not.toHaveLength(0);
  });
});
