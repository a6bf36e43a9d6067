import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { summaryOf } from '../testing/summaryOf';
import { ChangeDetector } from './ChangeDetector';

function record(
  name: string,
  options: {
    used?: number;
    health?: 'healthy' | 'failed';
    error?: 'TIMEOUT';
    enabled?: boolean;
    nodes?: string[];
    workloads?: string[];
    /** Whether the lists may lack something. */
    isPartial?: boolean;
  } = {},
): ClusterRecord {
  const { used = 1, health = 'healthy', error, enabled = true } = options;
  const { nodes = ['n1'], workloads = ['web'], isPartial = false } = options;
  return {
    entry: { name, type: 'nomad', enabled } as ClusterRecord['entry'],
    snapshot: {
      name,
      topology: {
        data: {
          health: 'healthy',
          nodes: nodes.map(node => ({
            ...fakeNode(name, node),
            cpu: { used },
          })),
          totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
          complete: { nodes: !isPartial, facts: true },
        },
        observedAt: used,
        ...(error && { error: { code: error, message: 'No response' } }),
      },
      workloads: {
        data: summaryOf(
          workloads.map(one => fakeWorkload(name, one, { health })),
          { complete: !isPartial },
        ),
        observedAt: used,
      },
    },
  };
}

const hasChanged = (detector: ChangeDetector, records: ClusterRecord[]) =>
  detector.findChanged(records).length > 0;

describe('ChangeDetector', () => {
  it('sees states change, and not the numbers', () => {
    const detector = new ChangeDetector();
    expect(hasChanged(detector, [record('a')])).toBe(false);
    expect(hasChanged(detector, [record('a')])).toBe(false);
    expect(hasChanged(detector, [record('a', { used: 2 })])).toBe(false);
    expect(hasChanged(detector, [record('a', { health: 'failed' })])).toBe(
      true,
    );
    expect(hasChanged(detector, [record('a', { health: 'failed' })])).toBe(
      false,
    );
    expect(hasChanged(detector, [record('a')])).toBe(true);
  });

  it('sees errors, switches and clusters that come and go', () => {
    const detector = new ChangeDetector();
    const same = record('a');
    hasChanged(detector, [same]);
    expect(hasChanged(detector, [record('a', { error: 'TIMEOUT' })])).toBe(
      true,
    );
    expect(hasChanged(detector, [record('a', { enabled: false })])).toBe(true);
    expect(hasChanged(detector, [same, record('b')])).toBe(true);
    expect(hasChanged(detector, [record('b')])).toBe(true);
    expect(hasChanged(detector, [record('c')])).toBe(true);
    expect(hasChanged(detector, [])).toBe(true);
    expect(hasChanged(detector, [])).toBe(false);
  });

  it('takes nothing for gone because of an incomplete list', () => {
    const detector = new ChangeDetector();
    const all = { nodes: ['n1', 'n2'], workloads: ['web', 'db'] };
    const part = { nodes: ['n1'], workloads: ['web'] };
    const look = (options: Parameters<typeof record>[1]) =>
      hasChanged(detector, [record('a', options)]);
    look(all);
    for (let round = 0; round < 3; round += 1) {
      expect(look({ ...part, isPartial: true })).toBe(false);
      expect(look({ ...all, isPartial: true })).toBe(false);
    }
    // What it does list counts.
    expect(look({ ...part, isPartial: true, health: 'failed' })).toBe(true);
    expect(look(all)).toBe(true);
    expect(look({ nodes: [...all.nodes, 'n3'], isPartial: true })).toBe(true);
    look(all);
    expect(look({ ...all, nodes: ['n1'] })).toBe(true);
    expect(look({ ...part })).toBe(true);
  });

  it('sees an error that is put on the same data', () => {
    const detector = new ChangeDetector();
    const one = record('a');
    hasChanged(detector, [one]);
    one.snapshot.topology = {
      ...one.snapshot.topology,
      error: { code: 'TLS', message: 'No trust' },
    };
    expect(hasChanged(detector, [one])).toBe(true);
  });
});
