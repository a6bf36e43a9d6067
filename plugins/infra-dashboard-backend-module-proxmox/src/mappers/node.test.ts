import { success } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createParts } from '../__testUtils__/createParts';
import { cephStatusSchema, nodeDetailsSchema, type Resource } from '../schemas';
import { mapCluster, mapNodes } from './cluster';
import { judgeCluster } from './clusterHealth';
import { mapNode } from './node';
import { mapNodeDetails } from './nodeDetails';

function node(row: object, quorate?: boolean) {
  return mapNode({ type: 'node', node: 'a', ...row } as Resource, {
    cluster: 'lab',
    quorate,
  });
}

describe('nodes', () => {
  it.each<[object, boolean | undefined, object]>([
    [{ status: 'online' }, true, { status: 'online', health: 'healthy' }],
    [{ status: 'offline' }, true, { status: 'offline', health: 'failed' }],
    [{ status: 'offline' }, false, { status: 'offline', health: 'unknown' }],
    [{ status: 'unknown' }, true, { status: 'unknown', health: 'unknown' }],
    [{ status: 'of-tomorrow' }, true, { status: 'unknown', health: 'unknown' }],
    [{}, undefined, { status: 'unknown', health: 'unknown' }],
    [
      { status: 'online', hastate: 'maintenance' },
      true,
      { health: 'stopped', statusReason: 'In maintenance' },
    ],
    [
      { status: 'offline', hastate: 'maintenance' },
      true,
      { health: 'degraded', statusReason: 'In maintenance, offline' },
    ],
    [{ status: 'online', hastate: 'fence' }, true, { health: 'failed' }],
  ])('%j with quorum %s', (row, quorate, expected) => {
    expect(node(row, quorate)).toMatchObject(expected);
  });

  it('does not make a cluster unhealthy by a node that is closed for new guests', () => {
    const withNode = (row: object) =>
      mapCluster(
        createParts([
          { type: 'node', node: 'a', status: 'online' },
          { type: 'node', node: 'b', ...row },
        ]),
      ).topology;
    expect(
      withNode({ status: 'online', hastate: 'maintenance' }),
    ).toMatchObject(success({ health: 'healthy' }));
    expect(
      withNode({ status: 'offline', hastate: 'maintenance' }),
    ).toMatchObject(
      success({
        health: 'degraded',
        statusReason: '1 of 2 nodes unhealthy: b (offline, maintenance)',
        reasonCode: 'nodes-unhealthy',
        reasonParams: {
          count: 1,
          total: 2,
          nodes: 'b (offline, maintenance)',
        },
      }),
    );
    expect(mapCluster(createParts([])).topology).toMatchObject(
      success({ health: 'unknown', statusReason: 'No node is listed' }),
    );
  });

  it('fails with an error of Ceph, and names errors first and muted checks not at all', () => {
    const nodes = [{ type: 'node', node: 'a', status: 'online' }];
    const withCeph = (health: object, rows: object[] = nodes) => {
      const ceph = success(cephStatusSchema.parse({ health }));
      return mapCluster(createParts(rows, { info: { ceph } })).topology;
    };
    const checks = {
      AUTH_INSECURE_GLOBAL_ID_RECLAIM: { severity: 'HEALTH_WARN', muted: true },
      OSD_DOWN: { severity: 'HEALTH_WARN', muted: false },
      PG_AVAILABILITY: { severity: 'HEALTH_ERR', muted: false },
    };
    expect(withCeph({ status: 'HEALTH_ERR', checks })).toMatchObject(
      success({
        health: 'failed',
        statusReason: 'Ceph reports HEALTH_ERR: PG_AVAILABILITY, OSD_DOWN',
      }),
    );
    expect(
      withCeph({
        status: 'HEALTH_WARN',
        checks: { ...checks, PG_AVAILABILITY: 'not a check' },
      }),
    ).toMatchObject(
      success({
        health: 'degraded',
        statusReason: 'Ceph reports HEALTH_WARN: OSD_DOWN, PG_AVAILABILITY',
      }),
    );
    // An unhealthy node does not hide that data is not available.
    const offline = { type: 'node', node: 'b', status: 'offline' };
    expect(
      withCeph({ status: 'HEALTH_ERR', checks }, [...nodes, offline]),
    ).toMatchObject(
      success({
        health: 'failed',
        statusReason:
          'Ceph reports HEALTH_ERR: PG_AVAILABILITY, OSD_DOWN. 1 of 2 nodes unhealthy: b (offline)',
      }),
    );
  });

  it.each([
    ['HEALTH_ERR', 'failed', 'Ceph reports HEALTH_ERR. Quorum lost: '],
    ['HEALTH_WARN', 'degraded', 'Quorum lost: '],
    ['HEALTH_OK', 'degraded', 'Quorum lost: '],
  ])(
    'mentions Ceph with %s next to a lost quorum: %s',
    (status, health, start) => {
      const { statusReason = '', ...judged } = judgeCluster([], {
        quorate: false,
        ceph: cephStatusSchema.parse({ health: { status } }),
      });
      expect(judged.health).toBe(health);
      expect(statusReason.startsWith(start)).toBe(true);
      expect(statusReason.includes(`Ceph reports ${status}`)).toBe(
        status !== 'HEALTH_OK',
      );
    },
  );

  it('uses the CPU load of the details only if the list has none', () => {
    const details = {
      cpu: 0,
      cpuinfo: { cpus: 8, cores: 4, sockets: 1, model: 'x' },
    };
    const listed = node({ status: 'online', cpu: 0.5, maxcpu: 8 });
    expect(mapNodeDetails(listed, nodeDetailsSchema.parse(details)).cpu).toBe(
      listed.cpu,
    );
    const bare = node({ status: 'unknown' });
    expect(
      mapNodeDetails(bare, nodeDetailsSchema.parse({ ...details, cpu: 0.25 }))
        .cpu,
    ).toEqual({
      used: 2,
      total: 8,
      measuredTotal: 8,
      percentage: 25,
      source: 'node-status',
    });
  });

  it('reports what can be started: all cores for each guest, memory once', () => {
    const sizes = { maxcpu: 16, maxmem: 64 };
    const rows = [
      { type: 'node', node: 'a', status: 'online', ...sizes },
      { type: 'node', node: 'b', status: 'online', ...sizes },
      { type: 'node', node: 'c', status: 'offline' },
      ...[
        ...(['running', 'paused', 'stopped', 'unknown'] as const),
        ...(['prelaunch', 'io-error', 'inmigrate'] as const),
      ].map((status, index) => ({
        ...{ type: 'qemu', node: 'a', vmid: 100 + index, status },
        ...{ maxcpu: 4, maxmem: 10 },
      })),
    ];
    const placements = (granted: object) =>
      mapNodes(
        createParts(rows, { info: { permissions: granted } } as object),
      ).map(({ placement }) => placement);
    const all = { '/': { 'VM.Audit': 1, 'Sys.Audit': 1 } };
    const offer = {
      ...{ isOpen: true, allocatable: { memory: 64 }, largest: { cpu: 16 } },
      physical: { cpu: 16, memory: 64 },
    };
    expect(placements(all)).toEqual([
      // A paused guest holds its memory, and one that just starts or arrives.
      { ...offer, allocated: { cpu: 20, memory: 50 } },
      { ...offer, allocated: { cpu: 0, memory: 0 } },
      expect.objectContaining({ isOpen: false, blockedBy: ['offline'] }),
    ]);
    // Where guests are hidden, it is not known what is free.
    expect(placements({})[0]).toBeUndefined();
    const closed = node({ status: 'online', hastate: 'maintenance', ...sizes });
    expect(closed.placement).toMatchObject({
      ...{ isOpen: false, blockedBy: ['maintenance'] },
    });
  });
});
