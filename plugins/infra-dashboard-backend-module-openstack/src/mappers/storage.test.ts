import { CloudFixture, codes, read } from '../__testUtils__/CloudFixture';
import { mapPool } from './storage';

const GIB = 1024 ** 3;

const POOLS = '/scheduler-stats/get_pools';

/** As Cinder documents it, one with words in the place of numbers. */
const pools = [
  {
    name: 'ctl@ceph#volumes',
    capabilities: {
      volume_backend_name: 'volumes',
      storage_protocol: 'ceph',
      vendor_name: 'Open Source',
      backend_state: 'up',
      total_capacity_gb: 1000.5,
      free_capacity_gb: '250.5',
      provisioned_capacity_gb: 1200,
    },
  },
  {
    name: 'ctl@nfs#old',
    capabilities: {
      storage_protocol: ['nfs', 'NFS'],
      backend_state: 'down',
      total_capacity_gb: 'infinite',
      free_capacity_gb: 'unknown',
    },
  },
  { name: 'ctl@new#x' },
];

describe('pools of Cinder', () => {
  const fixture = new CloudFixture();

  beforeEach(() => fixture.start('admin'));
  afterEach(() => fixture.stop());

  it('have a size where their driver knows one', () => {
    const [ceph, nfs, bare] = pools.map(one => mapPool(one, 'lab'));
    expect(ceph).toEqual({
      ...{ id: 'lab/pool/ctl@ceph#volumes', name: 'ctl@ceph#volumes' },
      ...{ cluster: 'lab', provider: 'openstack', type: 'ceph' },
      ...{ health: 'healthy', shared: true, content: ['volumes'] },
      space: {
        total: 1000.5 * GIB,
        used: 750 * GIB,
        measuredTotal: 1000.5 * GIB,
        percentage: 75,
        requested: 1200 * GIB,
      },
      metadata: { backendName: 'volumes', vendor: 'Open Source' },
    });
    expect(nfs).toMatchObject({ health: 'failed', type: 'nfs', space: {} });
    expect(bare).toMatchObject({ health: 'healthy', space: {} });
  });

  it('are read once a minute, without another login', async () => {
    const { cloud } = fixture;
    cloud.hasCinder = true;
    cloud.routes[`volume ${POOLS}`] = { body: { pools } };
    const provider = fixture.provider();
    for (let refresh = 0; refresh < 2; refresh += 1) {
      const { cluster } = await read(provider);
      expect(cluster.storages).toHaveLength(3);
      expect(codes(cluster.limitations)).toEqual(['allocated-only']);
    }
    expect(cloud.sent(`volume ${POOLS}`)).toHaveLength(1);
    expect(cloud.logins).toBe(1);
  });

  it('are a limitation where the role may not see them, and nothing without Cinder', async () => {
    const { cloud } = fixture;
    const without = await read(fixture.provider());
    expect(without.cluster.storages).toBeUndefined();
    cloud.hasCinder = true;
    cloud.routes[`volume ${POOLS}`] = { status: 403, body: {} };
    const { cluster } = await read(fixture.provider());
    expect(cluster.storages).toBeUndefined();
    expect(cluster.limitations).toContainEqual(
      expect.objectContaining({
        code: 'storages-hidden',
        remedy: expect.stringContaining('scheduler_stats:get_pools'),
      }),
    );
    cloud.routes[`volume ${POOLS}`] = { status: 500, body: {} };
    expect(
      codes((await read(fixture.provider())).cluster.limitations),
    ).toContain('storages-unreadable');
  });
});
