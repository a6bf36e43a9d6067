import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  renderInTestApp as renderInLegacyTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import searchPlugin from '@backstage/plugin-search/alpha';
import type { SearchResult } from '@backstage/plugin-search-common';
import {
  searchApiRef,
  SearchResultListItemExtensions,
} from '@backstage/plugin-search-react';
import type { WorkloadDocument } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import infraDashboardPlugin from '..';
import { FakeInfraDashboardApi } from '../__testUtils__/FakeInfraDashboardApi';
import { recordedInventory } from '../__testUtils__/demoInventory';
import { infraDashboardApiRef } from '../api';
import { InfraDashboardSearchResultListItem } from '../legacy';

jest.setTimeout(60_000);
registerMswTestHooks(setupServer());

const DATABASE: Omit<WorkloadDocument, 'authorization'> = {
  title: 'payments-db',
  text: '110 · 10.0.0.5 · pve1 · pve-paris',
  location: '/infrastructure/clusters/pve-paris?tab=workloads&q=x',
  workloadType: 'qemu',
  provider: 'proxmox',
  cluster: 'pve-paris',
  node: 'pve1',
  namespace: 'payments',
  status: 'io-error',
  health: 'failed',
  keywords: '110',
};

const RESULTS: SearchResult[] = [
  {
    type: 'infra-dashboard',
    rank: 1,
    document: DATABASE,
    highlight: {
      preTag: '<x>',
      postTag: '</x>',
      fields: { title: '', text: '110 · <x>10.0.0.5</x> · pve1 · pve-paris' },
    },
  },
  {
    type: 'infra-dashboard',
    document: {
      ...DATABASE,
      title: 'web',
      workloadType: 'allocation',
      provider: 'nomad',
      node: undefined,
      health: undefined,
    } as SearchResult['document'],
  },
  {
    type: 'software-catalog',
    document: { title: 'payments', text: 'A component', location: '/catalog' },
  },
];

async function expectWorkloads() {
  const [database, web] = ['payments-db', 'web'].map(name =>
    within(screen.getByRole('link', { name }).closest('li')!),
  );
  expect(database.getByRole('link', { name: 'payments-db' })).toHaveAttribute(
    'href',
    DATABASE.location,
  );
  expect(
    database.getByRole('img', { name: 'Virtual machine' }),
  ).toBeInTheDocument();
  expect(database.getByText('io-error')).toBeInTheDocument();
  expect(await database.findByText('Proxmox VE')).toBeInTheDocument();
  expect(
    database.getByText('Cluster pve-paris · Node pve1 · Pool payments'),
  ).toBeInTheDocument();
  expect(database.getByText('10.0.0.5').tagName).toBe('MARK');
  expect(web.getByRole('img', { name: 'allocation' })).toBeInTheDocument();
  expect(
    web.getByText('Cluster pve-paris · Namespace payments'),
  ).toBeInTheDocument();
}

describe('search', () => {
  it('shows workloads among the results, and narrows to them', async () => {
    const query = jest.fn(async (_query: { types?: string[] }) => ({
      results: RESULTS,
    }));
    renderTestApp({
      features: [searchPlugin, infraDashboardPlugin],
      apis: [
        [searchApiRef, { query }],
        [catalogApiRef, catalogApiMock()],
        [infraDashboardApiRef, new FakeInfraDashboardApi(recordedInventory())],
      ],
      initialRouteEntries: ['/search?query=10.0.0.5'],
    });
    await screen.findByRole('link', { name: 'payments-db' });
    await expectWorkloads();
    expect(screen.getAllByText(/^Cluster/)).toHaveLength(2);
    const filter = screen.getByRole('navigation', { name: 'filter by type' });
    await userEvent.click(within(filter).getByText('Infrastructure'));
    await waitFor(() =>
      expect(query.mock.calls.map(([{ types }]) => types)).toContainEqual([
        'infra-dashboard',
      ]),
    );
  });

  it('does so in the old frontend system', async () => {
    await renderInLegacyTestApp(
      <TestApiProvider
        apis={[
          [
            infraDashboardApiRef,
            new FakeInfraDashboardApi(recordedInventory()),
          ],
        ]}
      >
        <SearchResultListItemExtensions results={RESULTS}>
          <InfraDashboardSearchResultListItem />
        </SearchResultListItemExtensions>
      </TestApiProvider>,
    );
    await screen.findByRole('link', { name: 'payments-db' });
    await expectWorkloads();
    expect(screen.getAllByText(/^Cluster/)).toHaveLength(2);
  });
});
