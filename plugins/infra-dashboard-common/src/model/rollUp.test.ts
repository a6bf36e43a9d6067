import type { NodeStatus } from './node';
import { countBy, totalsOfNodes, worstHealth } from './rollUp';
import { sumUsage, withPercentage } from './usage';

const node = (more: Partial<NodeStatus>): NodeStatus => ({
  id: 'n',
  name: 'n',
  cluster: 'c',
  provider: 'proxmox',
  status: 'online',
  health: 'healthy',
  cpu: {},
  memory: {},
  ...more,
});

describe('sumUsage', () => {
  it('weighs by size instead of averaging percentages (P6)', () => {
    expect(
      sumUsage([
        { used: 1, total: 2, percentage: 50 },
        { used: 3, total: 30, percentage: 10 },
      ]),
    ).toEqual({ used: 4, total: 32, percentage: 12.5 });
  });

  it('is never NaN, and leaves unmeasured parts out of the percentage (P1)', () => {
    expect(sumUsage([{ used: 2, total: 4 }, { total: 4 }, undefined])).toEqual({
      used: 2,
      total: 8,
      percentage: 50,
    });
    expect(sumUsage([{ total: 4 }, {}])).toEqual({ total: 4 });
    expect(sumUsage([])).toEqual({});
  });

  it('keeps the source only where there is one', () => {
    const a = { used: 1, source: 'a' };
    expect(sumUsage([a, a]).source).toBe('a');
    expect(sumUsage([a, { used: 1, source: 'b' }]).source).toBeUndefined();
  });
});

describe('withPercentage', () => {
  it('adds a percentage only where both numbers are known', () => {
    expect(withPercentage({ used: 1, total: 3 }).percentage).toBe(33.3);
    expect(withPercentage({ used: 5, total: 4 }).percentage).toBe(125);
    expect(withPercentage({ used: 0, total: 4 }).percentage).toBe(0);
    expect(withPercentage({ used: 1 })).toEqual({ used: 1 });
    expect(withPercentage({ used: 1, total: 0 })).toEqual({
      used: 1,
      total: 0,
    });
  });
});

describe('roll-up', () => {
  it('finds the worst health and counts by state', () => {
    expect(worstHealth([])).toBe('unknown');
    expect(worstHealth(['healthy', 'stopped'])).toBe('stopped');
    expect(worstHealth(['degraded', 'unknown', 'healthy'])).toBe('degraded');
    expect(countBy(['a', 'b', 'a'], word => word)).toEqual({
      total: 3,
      a: 2,
      b: 1,
    });
  });

  it('sums nodes, with storage only where some node has any', () => {
    expect(
      totalsOfNodes([
        node({ cpu: { used: 1, total: 4 } }),
        node({ status: 'offline', cpu: { total: 4 } }),
      ]),
    ).toEqual({
      cpu: { used: 1, total: 8, percentage: 25 },
      memory: {},
      nodes: { total: 2, online: 1, offline: 1 },
    });
    expect(totalsOfNodes([node({ storage: { total: 5 } })]).storage).toEqual({
      total: 5,
    });
  });
});
