import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ClusterList,
  NodeImpact,
  WorkloadPage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
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
import infraDashboardPlugin from '..';
import { infraClusterConditions } from '../permissions/rules';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(120_000);

const examples = ['entities', 'org'].flatMap(name =>
  parseAllDocuments(
    readFileSync(
      resolve(__dirname, `../../../../examples/${name}.yaml`),
      'utf8',
    ),
  ).map(document => document.toJS() as Entity),
);

const API = 'component:default/payments-api';
const SHOP = 'component:default/web-shop';

/** The demo portal's fleet and example entities, with the real servers' protocols. */
describe('ownership and layers of the demo fleet', () => {
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
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() =>
        names
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'infra-dashboard',
              resourceType: 'infra-cluster',
              conditions: infraClusterConditions.isCluster({ names }),
            }
          : { result: AuthorizeResult.ALLOW },
      ),
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

  it('finds the workloads of a component on all three platforms', async () => {
    for (const ref of [API, SHOP]) {
      const page = await workloads(`entityRef=${ref}`);
      expect(new Set(page.items.map(({ provider }) => provider))).toEqual(
        new Set(['proxmox', 'kubernetes', 'openstack']),
      );
      for (const { ownerRef, entityRefs } of page.items) {
        expect(ownerRef).toBe('group:default/payments');
        expect(entityRefs).toContain(ref);
      }
    }
    const names = async (query: string) =>
      (await workloads(query)).items.map(({ name }) => name);
    expect(await names('entityRef=dns')).toEqual(['dns-1', 'dns-2']);
    // PVE forgets the name of a guest on an offline node, but not its tags.
    expect(await names('entityRef=resource:payments-db')).toEqual([
      'payments-db',
      'VM 111',
    ]);
    expect(await names(`entityRef=${API}&cluster=pve-paris`)).toEqual([
      'payments-db',
      'VM 111',
    ]);
    // By the organization's own key, of the region without admin rights.
    expect(await names(`entityRef=${SHOP}&cluster=os-us`)).toEqual([
      'shop-us-1',
      'shop-us-2',
    ]);
  });

  it('takes a system with its components, and a group with all it owns', async () => {
    const shop = await workloads('entityRef=system:default/shop');
    const parts = await Promise.all(
      [API, SHOP, 'resource:default/payments-db'].map(ref =>
        workloads(`entityRef=${ref}`),
      ),
    );
    const ids = ({ items }: WorkloadPage) =>
      items.map(({ cluster, id }) => `${cluster} ${id}`);
    expect(new Set(ids(shop))).toEqual(new Set(parts.flatMap(ids)));

    const payments = await workloads('entityRef=Group:default/Payments');
    expect(payments.totalItems).toBe(
      (await workloads('owner=payments')).totalItems,
    );
    expect(payments.totalItems).toBeGreaterThanOrEqual(shop.totalItems);
    expect((await workloads('owner=analytics')).items).toContainEqual(
      expect.objectContaining({ name: 'batch-night', namespace: 'data' }),
    );
    // The last resort is the owner of the cluster; some clusters have none.
    expect((await workloads('q=home-assistant')).items[0].ownerRef).toBe(
      undefined,
    );
    const bad = await get('/workloads?entityRef=a:b:c/d');
    expect([bad.status, bad.body.error.message]).toEqual([
      400,
      'entityRef: is not an entity reference',
    ]);
  });

  it('follows a hypervisor of Proxmox VE up to components and owners', async () => {
    const pve1 = await impact('pve-paris', 'pve1');
    expect(pve1.nodes).toMatchObject({
      total: 1,
      items: [
        {
          cluster: 'k8s-prod',
          name: 'worker-1',
          machine: { name: 'k8s-prod-worker-1', node: 'pve1' },
          evidence: { kind: 'provider-id', confidence: 'certain' },
        },
      ],
    });
    const onNodes = [
      ...(await get('/clusters/pve-paris/nodes/pve1/workloads')).body.items,
      ...(await get('/clusters/k8s-prod/nodes/worker-1/workloads')).body.items,
    ].filter(({ template }) => !template);
    expect(pve1.workloads.total).toBe(onNodes.length);
    expect(pve1.workloadsByHealth.total).toBe(onNodes.length);
    expect(pve1.workloadsByProvider).toMatchObject({
      proxmox: 5,
      kubernetes: onNodes.length - 5,
    });
    const entity = (ref: string) =>
      pve1.entities.items.find(({ entityRef }) => entityRef === ref);
    // payments-db and a pod here; pods and instances elsewhere.
    expect(entity(API)).toMatchObject({
      ownerRef: 'group:default/payments',
      affected: 2,
    });
    expect(entity(API)!.elsewhere).toBeGreaterThan(3);
    // Its replica is on an offline node: it is unknown whether it runs.
    expect(entity('resource:default/payments-db')).toMatchObject({
      affected: 1,
      elsewhere: 0,
    });
    expect(pve1.entities.items[0].elsewhere).toBe(0);
    expect(
      pve1.deployments.items.find(({ name }) => name === 'payments-api'),
    ).toMatchObject({ kind: 'Deployment', affected: 1, elsewhere: 2 });
    expect(pve1.owners.items.map(({ ownerRef }) => ownerRef)).toContain(
      'group:default/payments',
    );
    expect(pve1.limitations).toEqual([
      expect.objectContaining({
        code: 'clusters-not-read',
        message: expect.stringContaining('k8s-edge'),
      }),
    ]);
  });

  it('follows a hypervisor of OpenStack, by provider id and by system UUID', async () => {
    const evidence = async (node: string) =>
      (await impact('os-eu', node)).nodes.items.map(
        ({ name, evidence: { kind } }) => [name, kind],
      );
    expect(await evidence('compute-1.eu.example')).toEqual([
      ['worker-4', 'provider-id'],
    ]);
    expect(await evidence('compute-2.eu.example')).toEqual([
      ['control-1', 'system-uuid'],
    ]);
    const worker = await impact('k8s-prod', 'worker-4');
    expect(worker.runsOn).toMatchObject({
      machine: { cluster: 'os-eu', name: 'k8s-prod-worker-4' },
      hypervisor: { cluster: 'os-eu', name: 'compute-1.eu.example' },
      evidence: { kind: 'provider-id', confidence: 'certain' },
    });
    // A pod that was evicted depends on the node no more.
    expect(worker.workloads.items.map(({ name }) => name)).not.toContain(
      'old-session-6b7c8d9f4-w2k9d',
    );
    const metal = await impact('k8s-prod', 'worker-3');
    expect(metal.runsOn).toBeUndefined();
    expect(metal.workloads.total).toBe(1);
  });

  it('knows nothing of clusters that are denied, totals included', async () => {
    const everything = await impact('pve-paris', 'pve1');
    allow(['pve-paris']);
    const some = await impact('pve-paris', 'pve1');
    const text = JSON.stringify(some);
    for (const word of ['k8s-prod', 'k8s-edge', 'worker-1', 'Deployment']) {
      expect(text).not.toContain(`"${word}"`);
    }
    expect(some.nodes.total).toBe(0);
    expect(some.workloads.total).toBe(5);
    expect(some.workloadsByProvider).toEqual({ total: 5, proxmox: 5 });
    expect(some.limitations).toBeUndefined();
    const elsewhere = ({ entities }: NodeImpact) =>
      entities.items.find(({ entityRef }) => entityRef === SHOP)!.elsewhere;
    expect(elsewhere(some)).toBeLessThan(elsewhere(everything));

    allow(['k8s-prod']);
    const worker = await impact('k8s-prod', 'worker-1');
    expect(worker.runsOn).toBeUndefined();
    expect(JSON.stringify(worker)).not.toContain('pve');
    const page = await workloads(`entityRef=${API}`);
    expect(new Set(page.items.map(({ cluster }) => cluster))).toEqual(
      new Set(['k8s-prod']),
    );
    const denied = await get('/clusters/pve-paris/nodes/pve1/impact');
    expect(denied.status).toBe(404);

    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    expect((await get('/clusters/k8s-prod/nodes/worker-1/impact')).status).toBe(
      403,
    );
  });

  it('names what is not there', async () => {
    const node = await get('/clusters/k8s-prod/nodes/nobody/impact');
    expect([node.status, node.body.error.message]).toEqual([
      404,
      "There is no node 'nobody' in the cluster 'k8s-prod'",
    ]);
    expect((await get('/clusters/nope/nodes/a/impact')).status).toBe(404);
  });
});
