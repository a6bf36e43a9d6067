import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import {
  findTable,
  heads,
  lastQuery,
  names,
  renderAt,
  useSizes,
} from './__testUtils__/workloadsPage';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

describe('workloads page', () => {
  useSizes();

  it('takes no word of the URL for something that every object has', async () => {
    await renderAt('?provider=constructor&sort=toString');
    expect(heads(await findTable())).toContain('Namespace');
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
        role: 'app,machine',
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
      role: 'app,machine',
      sort: '-health',
      limit: 200,
      cursor: undefined,
    });
    expect(
      screen.getByRole('button', { name: 'Cluster gone' }),
    ).toBeInTheDocument();
  });

  it('sends a request after the user stops typing', async () => {
    const api = await renderAt('', { inventory: recordedInventory() });
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

  it('shows that there are no workloads yet', async () => {
    await renderAt('', {
      inventory: { clusters: [], providers: [], workloads: [] },
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
    await userEvent.click(screen.getByRole('button', { name: 'Owner a b' }));
    await userEvent.click(screen.getByRole('option', { name: 'Any owner' }));
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
