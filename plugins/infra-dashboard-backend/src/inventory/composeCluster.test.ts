import type { ClusterRecord } from '../collector';
import { composeCluster } from './composeCluster';

describe('composeCluster', () => {
  it('contains the reason with its code and parameters', () => {
    const reason = {
      statusReason: '1 of 2 nodes unhealthy: a',
      reasonCode: 'nodes-unhealthy',
      reasonParams: { unhealthy: 1, total: 2, nodes: 'a' },
    };
    const record = {
      entry: { name: 'lab', type: 'nomad', enabled: true, timings: {} },
      snapshot: {
        name: 'lab',
        topology: {
          data: {
            health: 'degraded',
            ...reason,
            nodes: [],
            totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
          },
          observedAt: Date.now(),
        },
        workloads: {},
      },
    } as unknown as ClusterRecord;
    expect(composeCluster(record, { now: Date.now() })).toMatchObject(reason);
  });
});
