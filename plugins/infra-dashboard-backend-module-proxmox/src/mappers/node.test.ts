import { success } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createParts } from '../__testUtils__/createParts';
import { nodeDetailsSchema, type Resource } from '../schemas';
import { mapCluster } from './cluster';
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
      { health: 'degraded', statusReason: 'In maintenance' },
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

  it('makes a cluster degraded by a node in maintenance', () => {
    const { topology } = mapCluster(
      createParts([
        { type: 'node', node: 'a', status: 'online' },
        { type: 'node', node: 'b', status: 'online', hastate: 'maintenance' },
      ]),
    );
    expect(topology).toMatchObject(
      success({
        health: 'degraded',
        statusReason: '1 of 2 nodes unhealthy: b (maintenance)',
        reasonCode: 'nodes-unhealthy',
        reasonParams: { count: 1, total: 2, nodes: 'b (maintenance)' },
      }),
    );
    expect(mapCluster(createParts([])).topology).toMatchObject(
      success({ health: 'unknown', statusReason: 'No node is listed' }),
    );
  });

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
});
