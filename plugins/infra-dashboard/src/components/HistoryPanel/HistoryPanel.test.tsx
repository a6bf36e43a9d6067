import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';
import { infraDashboardApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { HistoryPanel } from './HistoryPanel';

registerMswTestHooks(setupServer());

describe('HistoryPanel', () => {
  it('shows a workload, where its numbers come from and why some are missing', async () => {
    const api = new FakeInfraDashboardApi(recordedInventory());
    const real = api.getWorkloadHistory.bind(api);
    api.getWorkloadHistory = async (cluster, id) => {
      const history = await real(cluster, id);
      const [cpu, memory] = history.series;
      return {
        ...history,
        series: [cpu, { ...memory, sources: ['prometheus', 'samples'] }],
        limitations: [
          {
            code: 'prometheus-status',
            message: 'Prometheus responded with 500',
          },
        ],
      };
    };
    renderInTestApp(
      <HistoryPanel cluster="pve-paris" workload="pve-paris/qemu/101" />,
      {
        apis: [[infraDashboardApiRef, api]],
        mountedRoutes: { '/infrastructure': rootRouteRef },
      },
    );
    expect(
      await screen.findByRole('region', { name: 'CPU' }),
    ).toHaveTextContent('Source: Prometheus');
    expect(screen.getByRole('region', { name: 'Memory' })).toHaveTextContent(
      'Source: Prometheus, then own samples',
    );
    expect(
      screen.getByText('Prometheus responded with 500'),
    ).toBeInTheDocument();
    expect(api.countCalls('getWorkloadHistory')).toBe(1);
    expect(api.countCalls('getHistory')).toBe(0);
  });
});
