import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { changePageSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { usePlugin } from '../__testUtils__/usePlugin';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';

jest.setTimeout(60_000);

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
});
