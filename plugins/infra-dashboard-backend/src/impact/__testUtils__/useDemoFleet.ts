import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  ClusterList,
  WorkloadPage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  nodeImpactSchema,
  workloadPageSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import infraDashboardPlugin from '../..';
import { infraClusterConditions } from '../../permissions/rules';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { decideWith } from '../../permissions/__testUtils__/decideWith';

const examples = ['entities', 'org'].flatMap(name =>
  parseAllDocuments(
    readFileSync(
      resolve(__dirname, `../../../../../examples/${name}.yaml`),
      'utf8',
    ),
  ).map(document => document.toJS() as Entity),
);

export const API = 'component:default/payments-api';
export const SHOP = 'component:default/web-shop';

/** The demo portal's fleet and example entities, with the real servers' protocols. */
export function useDemoFleet() {
  const permissions = mockServices.permissions.mock();
  let simulator: Simulator;
  let backend: TestBackend;

  const get = (path: string) =>
    request(backend.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());

  async function impact(cluster: string, node: string): Promise<NodeImpact> {
    const { status, body } = await get(
      `/clusters/${cluster}/nodes/${node}/impact`,
    );
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return nodeImpactSchema.parse(body);
  }

  async function workloads(query: string): Promise<WorkloadPage> {
    const { status, body } = await get(`/workloads?limit=1000&${query}`);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return workloadPageSchema.parse(body);
  }

  function allow(names?: string[]) {
    permissions.authorizeConditional.mockImplementation(
      decideWith({
        'infra-cluster': names && infraClusterConditions.isCluster({ names }),
      }),
    );
  }

  beforeAll(async () => {
    allow();
    simulator = await startSimulator({ fleet: demoFleet() });
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        permissions.factory,
        catalogServiceMock.factory({ entities: examples }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              providers: simulator.providersConfig(),
              permissions: { decisionTtl: '0s' },
              defaults: { refreshInterval: '1h', timeout: '3s' },
              ownership: {
                rules: [
                  {
                    label: 'component',
                    provider: 'openstack',
                    entityRef: 'component:default/{value}',
                  },
                ],
                defaults: [{ namespace: 'data', owner: 'analytics' }],
              },
            },
          },
        }),
      ],
    });
    await waitFor(async () => {
      const { items } = (await get('/clusters')).body as ClusterList;
      const isRead = items.every(
        ({ name, workloadsFreshness }) =>
          name === 'k8s-edge' || workloadsFreshness?.state === 'fresh',
      );
      const { body } = await get(`/workloads?entityRef=${API}`);
      if (!isRead || !body.totalItems) throw new Error('Not read yet');
    });
  });

  beforeEach(() => allow());

  afterAll(async () => {
    await backend?.stop();
    await simulator?.stop();
  });

  return { permissions, get, impact, workloads, allow };
}
