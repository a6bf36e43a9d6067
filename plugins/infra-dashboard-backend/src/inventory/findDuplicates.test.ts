import type { ClusterRecord } from '../collector';
import { composeCluster } from './composeCluster';
import { findDuplicates } from './findDuplicates';

function record(
  name: string,
  options: { uid?: string; type?: string; enabled?: boolean } = {},
): ClusterRecord {
  const { enabled = true, type = 'kubernetes', uid } = options;
  return {
    entry: {
      name,
      type,
      enabled,
      timings: { staleAfterMs: 60_000 },
    } as ClusterRecord['entry'],
    snapshot: {
      name,
      topology: {
        data: {
          health: 'healthy',
          nodes: [],
          totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
          ...(uid && { uids: uid.split(' ') }),
        },
        observedAt: Date.now(),
      },
      workloads: {},
    },
  };
}

describe('findDuplicates', () => {
  it('recognizes one cluster by an id that only it has', () => {
    const records = [
      record('prod', { uid: 'a' }),
      record('prod-again', { uid: 'a' }),
      record('payments', { uid: 'a' }),
      record('edge', { uid: 'b' }),
      record('hidden-uid-1'),
      record('hidden-uid-2'),
      record('other-platform', { uid: 'a', type: 'nomad' }),
      record('off', { uid: 'b', enabled: false }),
    ];
    const duplicates = findDuplicates(records);
    expect(Object.fromEntries(duplicates)).toEqual({
      prod: { first: 'prod', others: ['prod-again', 'payments'] },
      'prod-again': { first: 'prod', others: ['prod', 'payments'] },
      payments: { first: 'prod', others: ['prod', 'prod-again'] },
    });
    const [prod, , , edge] = records.map(one =>
      composeCluster(one, { now: Date.now(), duplicates }),
    );
    expect(prod.limitations).toEqual([
      {
        code: 'duplicate-cluster',
        message:
          'This is the same cluster as prod-again, payments: sums count its nodes once',
        params: { clusters: 'prod-again, payments' },
        remedy: expect.stringContaining('namespace'),
        remedyCode: 'remove-duplicates',
      },
    ]);
    expect(prod).not.toHaveProperty('duplicateOf');
    const [, again] = records.map(one =>
      composeCluster(one, { now: Date.now(), duplicates }),
    );
    expect(again.duplicateOf).toBe('prod');
    expect(edge.limitations).toBeUndefined();
  });

  it('takes one id of several, as of a cluster that got another member', () => {
    const records = [
      record('a', { uid: 'n1 n2' }),
      record('b', { uid: 'n2 n3' }),
      record('c', { uid: 'n3' }),
      record('d', { uid: 'n4' }),
    ];
    expect([...findDuplicates(records).keys()]).toEqual(['a', 'b', 'c']);
  });

  it('names nothing that the caller may not see', () => {
    const visible = [record('prod', { uid: 'a' })];
    expect(findDuplicates(visible).size).toBe(0);
  });
});
