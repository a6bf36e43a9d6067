import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { ChangeDetector } from './ChangeDetector';

function record(
  name: string,
  options: {
    used?: number;
    health?: 'healthy' | 'failed';
    error?: 'TIMEOUT';
    enabled?: boolean;
  } = {},
): ClusterRecord {
  const { used = 1, health = 'healthy', error, enabled = true } = options;
  return {
    entry: { name, type: 'nomad', enabled } as ClusterRecord['entry'],
    snapshot: {
      name,
      topology: {
        data: {
          health: 'healthy',
          nodes: [{ ...fakeNode(name, 'n1'), cpu: { used } }],
          totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
        },
        observedAt: used,
        ...(error && { error: { code: error, message: 'No answer' } }),
      },
      workloads: {
        data: { items: [fakeWorkload(name, 'web', { health })] },
        observedAt: used,
      },
    },
  };
}

describe('ChangeDetector', () => {
  it('sees states change, and not the numbers', () => {
    const detector = new ChangeDetector();
    expect(detector.hasChanged([record('a')])).toBe(false);
    expect(detector.hasChanged([record('a')])).toBe(false);
    expect(detector.hasChanged([record('a', { used: 2 })])).toBe(false);
    expect(detector.hasChanged([record('a', { health: 'failed' })])).toBe(true);
    expect(detector.hasChanged([record('a', { health: 'failed' })])).toBe(
      false,
    );
    expect(detector.hasChanged([record('a')])).toBe(true);
  });

  it('sees errors, switches and clusters that come and go', () => {
    const detector = new ChangeDetector();
    const same = record('a');
    detector.hasChanged([same]);
    expect(detector.hasChanged([record('a', { error: 'TIMEOUT' })])).toBe(true);
    expect(detector.hasChanged([record('a', { enabled: false })])).toBe(true);
    expect(detector.hasChanged([same, record('b')])).toBe(true);
    expect(detector.hasChanged([record('b')])).toBe(true);
    expect(detector.hasChanged([record('c')])).toBe(true);
    expect(detector.hasChanged([])).toBe(true);
    expect(detector.hasChanged([])).toBe(false);
  });

  it('sees an error that is put on the same data', () => {
    const detector = new ChangeDetector();
    const one = record('a');
    detector.hasChanged([one]);
    one.snapshot.topology = {
      ...one.snapshot.topology,
      error: { code: 'TLS', message: 'No trust' },
    };
    expect(detector.hasChanged([one])).toBe(true);
  });
});
