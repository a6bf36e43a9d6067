import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { manyPods } from '../../__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';
import { FAKE_PLATFORMS } from '../../__testUtils__/fakePlatforms';
import { infraDashboardApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { WorkloadList } from './WorkloadList';

function workload(name: string, more: Partial<Workload> = {}): Workload {
  return {
    id: name,
    name,
    cluster: 'c',
    node: 'n1',
    provider: 'kubernetes',
    type: 'pod',
    status: 'Running',
    health: 'healthy',
    cpu: {},
    memory: {},
    ...more,
  };
}

const WORKLOADS = [
  workload('web-10', { cpu: { usage: 2, count: 4 }, labels: { app: 'web' } }),
  workload('web-2', { cpu: { usage: 0.025 }, tags: ['blue'] }),
  workload('batch', { cpu: { count: 1 }, type: 'deployment' }),
  workload('broken', {
    status: 'CrashLoopBackOff',
    health: 'failed',
    statusReason: 'exit code 137',
  }),
];

async function renderTable(workloads: Workload[], path = '/') {
  const elsewhere = workload('elsewhere', { node: 'n2' });
  const api = new FakeInfraDashboardApi({
    clusters: [],
    providers: [],
    workloads: [...workloads, elsewhere],
  });
  const [platform] = FAKE_PLATFORMS;
  const workloadTypes = platform.workloadTypes.map(one => ({
    ...one,
    unprotected: { key: 'job', values: ['none'] },
  }));
  api.getPlatforms = async () => ({ items: [{ ...platform, workloadTypes }] });
  renderInTestApp(
    <WorkloadList
      scope={{ cluster: 'c', node: 'n1', provider: 'kubernetes' }}
      place="n1"
    />,
    {
      apis: [[infraDashboardApiRef, api]],
      mountedRoutes: { '/infrastructure': rootRouteRef },
      initialRouteEntries: [path],
    },
  );
  const table = await screen.findByRole('table', { name: 'Workloads of n1' });
  const current = () => screen.getByRole('table', { name: 'Workloads of n1' });
  return {
    api,
    table,
    names: () =>
      within(current())
        .queryAllByRole('rowheader')
        .map(cell => cell.querySelector('div[title]')?.textContent),
  };
}

describe('WorkloadList of a node', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows what has no backup, by what its platform says', async () => {
    const { table } = await renderTable(
      [
        workload('a', { metadata: { job: 'none' } }),
        workload('b', { metadata: { job: 'nightly' } }),
        workload('c', { lastBackup: '2026-01-01T00:00:00.000Z' }),
      ],
      '/?columns=backup',
    );
    await within(table).findByText('no backup job');
    const cells = [...table.querySelectorAll('tbody tr')].map(
      row => row.querySelector('td:last-child')!.textContent,
    );
    expect(cells.slice(0, 2)).toEqual(['no backup job', '–']);
    expect(cells[2]).not.toBe('–');
  });

  it('sorts by column headers, unhealthy first by default, unknown last', async () => {
    const { names, table } = await renderTable(WORKLOADS);
    expect(names()).toEqual(['broken', 'batch', 'web-10', 'web-2']);
    const cpu = within(table).getByRole('button', { name: 'CPU' });
    await userEvent.click(cpu);
    await waitFor(() =>
      expect(names()).toEqual(['web-10', 'web-2', 'batch', 'broken']),
    );
    expect(cpu.closest('th')).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(cpu);
    await waitFor(() =>
      expect(names()).toEqual(['web-2', 'web-10', 'batch', 'broken']),
    );
  });

  it('distinguishes measured, allocated and unknown amounts', async () => {
    const { table } = await renderTable(WORKLOADS);
    expect(
      within(table).getByRole('cell', { name: '2 / 4 cores' }),
    ).toBeVisible();
    expect(
      within(table).getByRole('cell', { name: '0.025 cores' }),
    ).toBeVisible();
    expect(
      within(table).getByLabelText('1 core, no usage data'),
    ).toHaveTextContent('1 core');
    expect(within(table).getAllByLabelText('no usage data')).toHaveLength(5);
    expect(
      within(table).getByLabelText('CrashLoopBackOff: exit code 137'),
    ).toHaveAttribute('tabindex', '0');
  });

  it('filters by words in names, tags, labels and reasons, and by type', async () => {
    const { names } = await renderTable(WORKLOADS);
    const filter = screen.getByRole('searchbox', { name: 'Search workloads' });
    for (const [text, found] of [
      ['app=web', ['web-10']],
      ['BLUE web', ['web-2']],
      ['137', ['broken']],
      ['nothing', []],
    ] as const) {
      await userEvent.clear(filter);
      await userEvent.type(filter, text);
      await waitFor(() => expect(names()).toEqual(found));
    }
    expect(screen.getByText('No matching workloads')).toBeInTheDocument();
    await userEvent.clear(filter);
    await userEvent.click(screen.getByRole('button', { name: /Type/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Deployment' }));
    await waitFor(() => expect(names()).toEqual(['batch']));
    expect(screen.getByRole('status')).toHaveTextContent('1 workload');
  });

  it('renders only the visible rows of a long list, and shows the total', async () => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(500);
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(51);
    const { names, table } = await renderTable(
      manyPods({ cluster: 'c', node: 'n1', count: 2000 }),
    );
    expect(table).toHaveAttribute('aria-rowcount', '2001');
    await waitFor(() => expect(names().length).toBeGreaterThan(5));
    expect(names().length).toBeLessThan(60);
    expect(within(table).getAllByRole('row')[1]).toHaveAttribute(
      'aria-rowindex',
      '2',
    );
    expect(
      screen.getByRole('region', { name: 'Workloads of n1' }),
    ).toHaveAttribute('tabindex', '0');
  });
});
