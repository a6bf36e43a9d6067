import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { manyPods, recordedInventory } from '../../__testUtils__/demoInventory';
import { createResponseError } from '../../__testUtils__/FakeInfraDashboardApi';
import {
  findTable,
  heads,
  lastQuery,
  renderAt,
  useSizes,
} from './__testUtils__/workloadsPage';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

describe('workloads page', () => {
  useSizes();

  it('lists unhealthy workloads first, each row with a link to its page', async () => {
    const api = await renderAt('', { inventory: recordedInventory() });
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
      expect.stringMatching(
        /^\/infrastructure\/clusters\/pve-paris\/workloads\/pve-paris%2Fqemu%2F\d+$/,
      ),
    );
    expect(within(row).getByLabelText(/^io-error: Halted by/)).toHaveAttribute(
      'tabindex',
      '0',
    );
  });

  it('folds replicas into their apps, unless it is asked for one thing', async () => {
    const inventory = recordedInventory();
    const pod = inventory.workloads.find(({ type }) => type === 'pod')!;
    Object.assign(pod, { role: 'replica', controllerId: 'c1' });
    const api = await renderAt('', { inventory });
    await findTable();
    expect(lastQuery(api)).toMatchObject({ role: 'app,machine' });
    const views = screen.getByRole('group', { name: 'Shown' });
    const press = (name: string) =>
      userEvent.click(within(views).getByRole('button', { name }));
    expect(
      within(views).getByRole('button', { pressed: true }),
    ).toHaveTextContent('Apps');
    await press('Pod');
    await waitFor(() => expect(lastQuery(api).role).toBe('replica'));
    expect(await screen.findByText('1 workload')).toBeInTheDocument();
    await press('All');
    await waitFor(() => expect(lastQuery(api)).not.toHaveProperty('role'));
    expect(await screen.findByText('44 workloads')).toBeInTheDocument();
    await press('Apps');
    const search = screen.getByRole('searchbox', { name: 'Search workloads' });
    // On a quick machine the list is still known, and not requested again.
    await waitFor(() =>
      expect(
        within(views).getByRole('button', { pressed: true }),
      ).toHaveTextContent('Apps'),
    );
    await userEvent.type(search, pod.name);
    // The view was chosen.
    await waitFor(() => expect(lastQuery(api).q).toBe(pod.name));
    expect(lastQuery(api).role).toBe('app,machine');
  });

  it('looks for one thing in all workloads', async () => {
    const api = await renderAt('?controller=c1');
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ controller: 'c1' }),
    );
    expect(lastQuery(api)).not.toHaveProperty('role');
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
    const inventory = recordedInventory();
    inventory.workloads = manyPods({
      cluster: 'k8s-prod',
      node: 'worker-1',
      count: 50_000,
    });
    const api = await renderAt('?sort=name', { inventory });
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
    await renderAt('?sort=name', { inventory: recordedInventory() });
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
    expect(lines.every(line => /^"os-\w+","openstack",/.test(line))).toBe(true);

    api.failure = await createResponseError(503, {
      message: 'The backend restarts',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(
      await screen.findByText('The export failed: The backend restarts'),
    ).toBeInTheDocument();
  });
});
