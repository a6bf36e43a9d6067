import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { features } from '../testing/features';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { platformModule } from '../testing/platformModule';

jest.setTimeout(60_000);

const fake = createFakeFactory({
  workloads: async ({ name }) => ({
    items: Array.from({ length: 120 }, (_, index) =>
      fakeWorkload(name, `web-${String(index).padStart(3, '0')}`, {
        node: 'client-1',
        addresses: [`10.0.0.${index}`],
        ...(index < 2 && { health: 'failed', status: 'crashed' }),
      }),
    ),
  }),
});

const nomad = platformModule(fake.factory);

describe('actions', () => {
  const actions = actionsRegistryServiceMock();
  const register = jest.spyOn(actions, 'register');
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });
  let backend: TestBackend;

  const invoke = async (name: string, input: JsonObject) =>
    (
      await actions.invoke({
        id: `test:${name}`,
        input,
        credentials: mockCredentials.user(),
      })
    ).output as any;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        ...features,
        nomad,
        auditor.factory,
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              providers: [
                { name: 'nomad-1', type: 'nomad', nodes: 2 },
                { name: 'nomad-2', type: 'nomad', nodes: 'many' },
              ],
            },
          },
        }),
      ],
    });
    await waitFor(async () => {
      const found = await invoke('find-infrastructure-workloads', {});
      if (found.totalItems < 120) throw new Error('Nothing was read yet');
    });
  });

  afterAll(() => backend?.stop());

  it('only read, and describe each input and output', async () => {
    const list = (await actions.list()).actions;
    expect(list.length).toBeGreaterThanOrEqual(4);
    for (const { attributes, description, schema } of list) {
      expect(attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
      expect(description).toContain('## When to use');
      for (const { properties = {} } of [schema.input, schema.output]) {
        for (const [key, property] of Object.entries(properties)) {
          expect([key, (property as JsonObject).description]).toEqual([
            key,
            expect.any(String),
          ]);
        }
      }
    }
  });

  it('are hidden from those who may not use them', () => {
    expect(register.mock.calls.length).toBeGreaterThanOrEqual(10);
    for (const [{ visibilityPermission }] of register.mock.calls) {
      expect(visibilityPermission).toMatchObject({
        ...{ name: 'infra-dashboard.actions.use', type: 'basic' },
      });
    }
  });

  it('list clusters with their numbers, also those that cannot be read', async () => {
    const all = await invoke('list-infrastructure-clusters', {});
    expect(all.totalItems).toBe(2);
    expect(all.clusters[0]).toMatchObject({
      name: 'nomad-1',
      health: 'healthy',
      freshness: 'fresh',
      nodes: { total: 2, ready: 2 },
      workloads: { total: 120, healthy: 118, failed: 2 },
      cpu: { used: 2, total: 8, percentage: 25 },
    });
    expect(all.clusters[1]).toMatchObject({
      name: 'nomad-2',
      health: 'unknown',
      reason: expect.stringContaining('infraDashboard.providers[1].nodes'),
    });
    const one = await invoke('list-infrastructure-clusters', {
      health: 'healthy',
      limit: 1,
    });
    expect(one).toMatchObject({ totalItems: 1, clusters: [{}] });
  });

  it('find workloads in pages of bounded size', async () => {
    const byAddress = await invoke('find-infrastructure-workloads', {
      query: '10.0.0.99',
    });
    expect(byAddress.workloads).toEqual([
      expect.objectContaining({ name: 'web-099', node: 'client-1' }),
    ]);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await invoke('find-infrastructure-workloads', {
        limit: 50,
        ...(cursor && { cursor }),
      });
      names.push(...page.workloads.map(({ name }: any) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(names).size).toBe(120);
    await expect(
      invoke('find-infrastructure-workloads', { limit: 1000 }),
    ).rejects.toThrow('limit');
  });

  it('get a node with its workloads, and report a missing node', async () => {
    const found = await invoke('get-infrastructure-node', {
      cluster: 'nomad-1',
      node: 'client-1',
      limit: 3,
    });
    expect(found).toMatchObject({
      node: { name: 'client-1', status: 'ready', memory: { total: 8 } },
      totalWorkloads: 120,
    });
    expect(found.workloads).toHaveLength(3);
    await expect(
      invoke('get-infrastructure-node', { cluster: 'nomad-1', node: 'x' }),
    ).rejects.toThrow("There is no node 'x' in the cluster 'nomad-1'");
  });

  it('return the impact of a node, in bounded lists with all totals', async () => {
    const impact = await invoke('get-infrastructure-node-impact', {
      cluster: 'nomad-1',
      node: 'client-1',
      limit: 3,
    });
    expect(impact).toMatchObject({
      health: 'healthy',
      totals: { workloads: 120, nodes: 0, entities: 0, owners: 0 },
      nodes: [],
      limitations: [expect.stringContaining('nomad-2')],
    });
    expect(impact.workloads.map(({ health }: any) => health)).toEqual([
      'failed',
      'failed',
      'healthy',
    ]);
  });

  it('explain what is unhealthy', async () => {
    const { problems, totalItems } = await invoke(
      'explain-unhealthy-infrastructure',
      {},
    );
    expect(totalItems).toBe(problems.length);
    expect(problems).toContainEqual(
      expect.objectContaining({
        subject: 'workloads',
        reason: 'allocation crashed',
        count: 2,
        examples: ['web-000', 'web-001'],
      }),
    );
    expect(
      problems.filter(({ cluster }: any) => cluster === 'nomad-2'),
    ).toEqual([expect.objectContaining({ subject: 'cluster' })]);
    const elsewhere = await invoke('explain-unhealthy-infrastructure', {
      provider: 'proxmox',
    });
    expect(elsewhere.problems).toEqual([]);
    await expect(
      invoke('explain-unhealthy-infrastructure', { cluster: 'nope' }),
    ).rejects.toThrow("There is no cluster 'nope'");
  });

  it('explain a workload by its problems and changes, and report a missing one', async () => {
    const { workloads } = await invoke('find-infrastructure-workloads', {
      query: 'web-001',
    });
    const { cluster, id } = workloads[0];
    const found = await invoke('explain-infrastructure-workload', {
      ...{ cluster, id },
    });
    expect(found).toMatchObject({
      workload: { name: 'web-001', health: 'failed' },
      problems: [{ kind: 'app-failed', severity: 'critical' }],
      runsOn: ['nomad-1/client-1'],
    });
    await expect(
      invoke('explain-infrastructure-workload', { cluster, id: 'nope' }),
    ).rejects.toThrow('There is no such workload');
    const asked = auditor.createEvent.mock.calls.map(([{ meta }]) => meta);
    expect(asked.slice(-2)).toEqual(
      [id, 'nope'].map(workload => ({
        action: 'explain-infrastructure-workload',
        caller: 'user:default/mock',
        ...{ cluster, workload },
      })),
    );
  });

  it('list what changed, what fits and what has no owner', async () => {
    const { changes } = await invoke('list-infrastructure-changes', {
      ...{ since: '1h', limit: 100 },
    });
    expect(Array.isArray(changes)).toBe(true);
    const { clusters } = await invoke('find-infrastructure-capacity', {
      ...{ cpu: 1, memory: 1 },
    });
    // The platform reports no placement, which is not that there is room.
    expect(clusters).toEqual([
      expect.objectContaining({
        ...{ cluster: 'nomad-1', fits: 0, nodes: [] },
        limits: ['2 nodes: unknown'],
      }),
    ]);
    const unowned = await invoke('list-unowned-infrastructure', { limit: 2 });
    expect(unowned).toMatchObject({
      counts: { total: 120, none: 120, default: 0 },
      totalItems: 120,
      workloads: [{ name: 'web-000', commands: [] }, { name: 'web-001' }],
    });
  });
});
