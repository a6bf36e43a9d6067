import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import infraDashboardPlugin, { infraDashboardApiRef } from '../..';
import { demoInventory } from '../../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../../__testUtils__/FakeInfraDashboardApi';
import { renderAt } from '../../__testUtils__/renderAt';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

const PAGE = '/infrastructure/changes';

/** Every row as text, in the order of the page. */
async function findRows(count: string): Promise<HTMLElement[]> {
  await screen.findByText(count);
  return screen
    .getAllByRole('list')
    .filter(one => one.previousElementSibling?.tagName === 'H3')
    .flatMap(one => within(one).getAllByRole('listitem'));
}

const rowOf = (rows: HTMLElement[], text: string) =>
  rows.find(one => one.textContent?.includes(text))!;
const lastQuery = (api: FakeInfraDashboardApi) => api.changeQueries.at(-1);
const hrefs = (row: HTMLElement) =>
  within(row)
    .getAllByRole('link')
    .map(one => one.getAttribute('href'));

function manyChanges(count: number): Change[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(10_000 - index),
    at: new Date(Date.now() - index * 1_000).toISOString(),
    count: 1,
    kind: 'added',
    cluster: 'k8s-prod',
    provider: 'kubernetes',
    workload: { id: `p-${index}`, name: `pod-${index}`, type: 'pod' },
  }));
}

describe('changes page', () => {
  it('says in words what changed, when, where and why, the latest first', async () => {
    renderAt(`${PAGE}?range=30d`);
    const rows = await findRows('12 changes');
    const texts = rows.map(one => one.textContent);
    expect(texts[0]).toMatch(
      /^2m agofile-server ▸ pve2 ▸ pve-parisHealthy → Failed · io-errorHalted by/,
    );
    const inOrder = [
      'image registry.example/shop/web:5.0.2 → registry.example/shop/web:5.0.3',
      'web-shop (shop) ▸ k8s-prodadded · 12 replicas',
      'moved from pve1 to pve2',
      'pve3 ▸ pve-parisHealthy → FailedOffline',
      'k8s-edgecluster unavailable: Unreachable',
      'Healthy → Degraded · changed 5 times until',
      'ACTIVE → SHUTOFF',
      'removed',
      'k8s-prodversion v1.36.1 → v1.36.2',
      'pve-labcluster available again',
    ].map(text => texts.findIndex(one => one?.includes(text)));
    expect(inOrder).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11]);
    expect(texts[7]).toMatch(/owner .*team-a → .*team-b/);
    expect(
      screen.getAllByRole('heading', { level: 3 }).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('links each object and owner to its page', async () => {
    renderTestApp({
      features: [infraDashboardPlugin],
      apis: [
        [infraDashboardApiRef, new FakeInfraDashboardApi(demoInventory())],
        [catalogApiRef, catalogApiMock()],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [`${PAGE}?range=30d`],
    });
    const rows = await findRows('12 changes');
    expect(hrefs(rows[0])).toEqual([
      '/infrastructure/workloads?cluster=pve-paris&q=file-server',
      '/infrastructure/clusters/pve-paris/nodes/pve2',
      '/infrastructure/clusters/pve-paris',
      '/catalog/default/group/storage',
    ]);
    expect(hrefs(rowOf(rows, '12 replicas'))).toContain(
      '/infrastructure/workloads?cluster=k8s-prod&q=web-shop&namespace=shop',
    );
    // What is gone has no page.
    expect(hrefs(rowOf(rows, 'old-build'))).toEqual([
      '/infrastructure/clusters/pve-paris',
    ]);
    expect(
      within(rows[0]).getByRole('img', { name: 'Virtual machine' }),
    ).toBeInTheDocument();
  });

  it('asks for the last day, and for the filters of the URL', async () => {
    const api = renderAt(PAGE);
    await findRows('9 changes');
    expect(lastQuery(api)).toEqual({
      since: '24h',
      limit: 200,
      cursor: undefined,
    });
    const pick = async (field: RegExp, option: string) => {
      await userEvent.click(screen.getByRole('button', { name: field }));
      await userEvent.click(screen.getByRole('option', { name: option }));
      await userEvent.keyboard('{Escape}');
    };
    await pick(/^Change /, 'Health');
    await pick(/^Change /, 'Moved');
    await pick(/^Cluster /, 'pve-paris');
    await pick(/^Range /, 'Last hour');
    await findRows('3 changes');
    expect(lastQuery(api)).toEqual({
      since: '1h',
      kind: 'health,moved',
      cluster: 'pve-paris',
      limit: 200,
      cursor: undefined,
    });
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Owner' }),
      'group:default/nobody',
    );
    expect(await screen.findByText('No matching changes')).toBeInTheDocument();
    await userEvent.click(screen.getByText('Clear filters'));
    await findRows('6 changes');
    expect(lastQuery(api)).toMatchObject({ since: '1h', limit: 200 });
  });

  it('ignores invalid values of a link, and shows the rare filters that it sets', async () => {
    const api = renderAt(
      `${PAGE}?range=ever&kind=colour,moved&cluster=gone&node=pve1`,
    );
    expect(await screen.findByText('No matching changes')).toBeInTheDocument();
    expect(lastQuery(api)).toMatchObject({
      since: '24h',
      kind: 'moved',
      cluster: 'gone',
      node: 'pve1',
    });
    expect(screen.getByRole('searchbox', { name: 'Node' })).toHaveValue('pve1');
    expect(
      screen.getByRole('button', { name: 'Cluster gone' }),
    ).toBeInTheDocument();
  });

  it('loads more on request, and why that failed', async () => {
    const api = renderAt(PAGE, {
      ...demoInventory(),
      changes: manyChanges(220),
    });
    await findRows('Latest 200 changes');
    api.failure = await createResponseError(503, { message: 'It restarts' });
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(
      await screen.findByText(/could not be loaded: It restarts/),
    ).toBeInTheDocument();
    api.failure = undefined;
    const [retry] = screen.getAllByRole('button', { name: 'Try again' });
    await userEvent.click(retry);
    expect(await findRows('220 changes')).toHaveLength(220);
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [403, /infra-dashboard\.clusters\.read/],
    [404, /The backend does not record changes/],
    [503, /could not be loaded: Status 503/],
  ])('shows why there is nothing at status %d', async (status, text) => {
    const api = renderAt(PAGE);
    api.failure = await createResponseError(status);
    expect(await screen.findByText(text, { exact: false })).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryAllByRole('search', { name: 'Filters' })).toHaveLength(
        status === 403 ? 0 : 1,
      ),
    );
  });

  it('keeps the rows when a later poll fails', async () => {
    const api = renderAt(PAGE);
    await findRows('9 changes');
    api.failure = await createResponseError(503, { message: 'It restarts' });
    expect(
      await screen.findByText(/Showing the last data/, undefined, {
        timeout: 30_000,
      }),
    ).toBeInTheDocument();
    expect(await findRows('9 changes')).toHaveLength(9);
  });
});

describe('the changes of the last day', () => {
  it.each([
    ['/clusters/pve-paris', '3 changes', { cluster: 'pve-paris' }],
    [
      '/clusters/pve-paris/nodes/pve2',
      '2 changes',
      { cluster: 'pve-paris', node: 'pve2' },
    ],
  ])('are a tab of %s', async (path, count, scope) => {
    const api = renderAt(`/infrastructure${path}`);
    // The header has a tab of the same name.
    await screen.findByRole('tab', { name: 'History' });
    const tabs = screen.getAllByRole('tab', { name: 'Changes' });
    await userEvent.click(tabs.find(one => !one.hasAttribute('href'))!);
    await findRows(count);
    expect(lastQuery(api)).toMatchObject({ ...scope, since: '24h' });
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      `${PAGE}?${new URLSearchParams(scope as Record<string, string>)}`,
    );
    expect(
      screen.queryByRole('button', { name: /^Range/ }),
    ).not.toBeInTheDocument();
  });
});
