import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  totalsOfNodes,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { changePageSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { usePlugin } from '../__testUtils__/usePlugin';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';

jest.setTimeout(60_000);

/** Names the component that a workload belongs to. */
const LABEL = 'backstage.component';

/** Of the group of the same name. */
function toComponent(name: string): Entity {
  return {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', owner: name },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${name}` }],
  };
}

describe('GET /changes', () => {
  const { get, refresh, start } = usePlugin();
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('shows once that a workload failed, with its owner and the reason', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = mockServices.database({ knex });
    const fake = createFakeFactory();
    const setHealth = (health: 'healthy' | 'failed') => {
      fake.behavior.workloads = async ({ name }) => ({
        items: [
          fakeWorkload(name, 'web', {
            ...{ node: 'client-1', health, ownerRef: 'group:default/shop' },
            ...(health === 'failed' && {
              ...{ status: 'lost', statusReason: 'Out of memory' },
            }),
          }),
        ],
        complete: true,
      });
    };
    setHealth('healthy');
    await start([{ name: 'nomad-1', type: 'nomad' }], { fake, database });
    const changes = async (query = '') => {
      const { body, status } = await get(
        `/api/infra-dashboard/changes?${query}`,
      );
      expect(status).toBe(200);
      return changePageSchema.parse(body).items;
    };
    await waitFor(async () => {
      expect(await knex('inventory_workloads')).toHaveLength(1);
    });
    expect(await changes()).toEqual([]);
    setHealth('failed');
    expect((await refresh('nomad-1')).status).toBe(200);
    await waitFor(async () => expect(await changes()).toHaveLength(1));
    expect((await refresh('nomad-1')).status).toBe(200);
    const query = 'owner=shop&kind=health,status&since=1h&cluster=nomad-1';
    expect(await changes(query)).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(String), count: 1 },
        ...{ kind: 'health', cluster: 'nomad-1', provider: 'nomad' },
        ...{ node: 'client-1', from: 'healthy', to: 'failed' },
        ...{ status: 'lost', statusReason: 'Out of memory' },
        workload: { id: 'web', name: 'web', type: 'allocation' },
        ownerRef: 'group:default/shop',
      },
    ]);

    for (const wrong of ['since=never', 'kind=all', 'owner=a%20b', 'x=1']) {
      const reply = await get(`/api/infra-dashboard/changes?${wrong}`);
      expect(reply.status).toBe(400);
      expect(reply.body.error.message).toContain(wrong.split('=')[0]);
    }
    await knex.schema.dropTable('changes');
    const reply = await get('/api/infra-dashboard/changes');
    expect(reply.status).toBe(503);
    expect(JSON.stringify(reply.body)).not.toContain('no such table');
  });

  it('lists what happened in an incident, each once, with its cause and owner', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = mockServices.database({ knex });
    const fake = createFakeFactory();
    const cluster = 'nomad-1';
    const [shop, pay] = ['group:default/shop', 'group:default/pay'];
    let nodes = ['client-1', 'client-2'].map(one => fakeNode(cluster, one));
    const pod = (name: string, node: string, more: Partial<Workload> = {}) =>
      fakeWorkload(cluster, name, {
        ...{ node, images: ['shop:1'], labels: { [LABEL]: 'shop' } },
        ...{ owner: { kind: 'Job', name: 'web' }, ...more },
      });
    const guest = (more: Partial<Workload>) =>
      fakeWorkload(cluster, 'db', { node: 'client-2', ...more });
    let items = [
      ...[pod('web-1', 'client-1'), pod('web-2', 'client-1')],
      ...[pod('api', 'client-2', { owner: undefined }), guest({})],
    ];
    let failure: ProviderFailure | undefined;
    fake.behavior.topology = async () => [
      {
        ...{ name: cluster, health: 'healthy', nodes, failure },
        totals: totalsOfNodes(nodes),
        complete: { nodes: true, facts: true },
      },
    ];
    fake.behavior.workloads = async () => ({ items, complete: true });
    const catalog = catalogServiceMock({
      entities: ['shop', 'pay'].map(toComponent),
    });
    const reads = jest.spyOn(catalog, 'streamEntities');
    await start([{ name: cluster, type: 'nomad' }], {
      ...{ fake, database },
      settings: { ownership: { refreshInterval: '1s' } },
      features: [
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog,
        }),
      ],
    });
    // Another owner is a change once the catalog was the same twice.
    await waitFor(() => expect(reads.mock.calls.length).toBeGreaterThan(2));
    await waitFor(async () => {
      expect(await knex('inventory_workloads')).toHaveLength(4);
      const owned = knex('inventory_workloads').where({ owner: shop });
      expect(await owned).toHaveLength(3);
    });
    /** Twice, so that nothing is listed because it was read again. */
    const read = async () => {
      for (const _ of [1, 2]) {
        expect((await refresh(cluster)).status).toBe(200);
      }
    };

    const statusReason = 'Heartbeat missed';
    nodes = [
      { ...nodes[0], status: 'not-ready', health: 'failed', statusReason },
      nodes[1],
    ];
    await read();
    items = [
      ...[pod('web-3', 'client-2'), pod('web-4', 'client-2')],
      ...items.slice(2),
    ];
    await read();
    items = [...items.slice(0, 3), guest({ node: 'client-3' })];
    await read();
    const api = { owner: undefined, images: ['shop:2'] };
    items[2] = pod('api', 'client-2', api);
    await read();
    const labels = { [LABEL]: 'pay' };
    items[2] = pod('api', 'client-2', { ...api, labels });
    await read();
    failure = new ProviderFailure('TIMEOUT', 'No response in time');
    await read();
    failure = undefined;
    await read();

    const job = { name: 'web', controller: 'Job', type: 'allocation' };
    const named = (id: string) => ({ id, name: id, type: 'allocation' });
    const ownedBy = (name: string) => ({
      ownerRef: `group:default/${name}`,
      entityRefs: [`component:default/${name}`],
    });
    const owned = ownedBy('shop');
    const { body } = await get('/api/infra-dashboard/changes');
    const listed = changePageSchema.parse(body).items.reverse();
    expect(
      listed.map(({ id, at, cluster: _, provider, ...change }) => change),
    ).toEqual([
      {
        ...{ kind: 'health', node: 'client-1', count: 1, statusReason },
        ...{ from: 'healthy', to: 'failed', status: 'not-ready' },
      },
      {
        ...{ kind: 'added', node: 'client-2', to: 'client-2', count: 2 },
        ...{ ...owned, workload: job },
      },
      {
        ...{ kind: 'removed', node: 'client-1', from: 'client-1', count: 2 },
        ...{ ...owned, workload: job },
      },
      {
        ...{ kind: 'moved', from: 'client-2', to: 'client-3', count: 1 },
        ...{ node: 'client-3', workload: named('db') },
      },
      {
        ...{ kind: 'images', from: 'shop:1', to: 'shop:2', count: 1 },
        ...{ node: 'client-2', ...owned, workload: named('api') },
      },
      {
        ...{ kind: 'owner', from: shop, to: pay, count: 1 },
        ...{ node: 'client-2', workload: named('api'), ...ownedBy('pay') },
      },
      {
        // It was back within a minute.
        ...{ kind: 'connection', count: 2, until: expect.any(String) },
        statusReason: 'No response in time',
      },
    ]);
  });
});
