import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { screen, waitFor, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';
import { infraDashboardApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { ImpactPanel } from './ImpactPanel';

registerMswTestHooks(setupServer());

function renderPanel(change: (impact: NodeImpact) => void = () => {}) {
  const api = new FakeInfraDashboardApi(recordedInventory());
  const real = api.getNodeImpact.bind(api);
  api.getNodeImpact = async (cluster, node) => {
    const impact = await real(cluster, node);
    change(impact);
    return impact;
  };
  renderInTestApp(<ImpactPanel cluster="pve-paris" node="pve1" />, {
    apis: [[infraDashboardApiRef, api]],
    mountedRoutes: {
      '/infrastructure': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return api;
}

describe('ImpactPanel', () => {
  it('names machines, nodes, entities and owners, and what would be gone', async () => {
    renderPanel(impact => {
      const [machine] = impact.workloads.items;
      const evidence = {
        kind: 'system-uuid',
        confidence: 'likely',
        message: 'The system UUID is that of the guest',
      } as const;
      impact.runsOn = { machine, hypervisor: impact.node, evidence };
      impact.nodes = {
        total: 12,
        items: [
          {
            cluster: 'k8s-prod',
            name: 'worker-1',
            provider: 'kubernetes',
            status: 'ready',
            health: 'healthy',
            machine,
            evidence,
          },
        ],
      };
      impact.entities = {
        total: 2,
        items: [
          { entityRef: 'component:default/shop', affected: 3, elsewhere: 0 },
          { entityRef: 'component:default/blog', affected: 1, elsewhere: 4 },
        ],
      };
      impact.owners = {
        total: 1,
        items: [
          { ownerRef: 'group:default/payments', workloads: 4, entities: 2 },
        ],
      };
      impact.limitations = [
        { code: 'clusters-not-read', message: 'k8s-edge is not known' },
      ];
    });
    const panel = await screen.findByRole('region', {
      name: 'Impact',
    });
    expect(panel).toHaveTextContent('(likely)');
    expect(
      within(panel).getByRole('link', { name: 'k8s-prod/worker-1' }),
    ).toHaveAttribute(
      'href',
      '/infrastructure/clusters/k8s-prod/nodes/worker-1',
    );
    expect(panel).toHaveTextContent('and 11 more');
    expect(within(panel).getByRole('link', { name: /shop/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/shop',
    );
    expect(panel).toHaveTextContent(
      '3 workloads, only instances: outage if this node fails',
    );
    expect(panel).toHaveTextContent('1 workload here, 4 elsewhere');
    expect(within(panel).getByRole('link', { name: /payments/ })).toBeVisible();
    expect(panel).toHaveTextContent('k8s-edge is not known');
  });

  it('is not there where nothing but its own workloads depends on a node', async () => {
    const api = renderPanel();
    await waitFor(() => expect(api.countCalls('getNodeImpact')).toBe(1));
    await waitFor(() =>
      expect(screen.queryByText('Impact')).not.toBeInTheDocument(),
    );
  });
});
