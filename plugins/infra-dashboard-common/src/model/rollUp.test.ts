import type { NodeStatus } from './node';
import { countBy, totalsOfNodes, worstHealth } from './rollUp';
import { requestedShare, sumUsage, usedShare, withPercentage } from './usage';

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
  it('weighs by size instead of averaging percentages', () => {
    expect(
      sumUsage([
        { used: 1, total: 2, percentage: 50 },
        { used: 3, total: 30, percentage: 10 },
      ]),
    ).toEqual({ used: 4, total: 32, measuredTotal: 32, percentage: 12.5 });
  });

  it('is never NaN, and leaves unmeasured parts out of the percentage', () => {
    expect(sumUsage([{ used: 2, total: 4 }, { total: 4 }, undefined])).toEqual({
      used: 2,
      total: 8,
      measuredTotal: 4,
      percentage: 50,
    });
    expect(sumUsage([{ total: 4 }, {}])).toEqual({ total: 4 });
    expect(sumUsage([])).toEqual({});
  });

  it('computes correct shares for sums of sums', () => {
    // One of three nodes is measured, and is nearly full.
    const cluster = sumUsage([
      { used: 3.8, total: 4, requested: 1 },
      { total: 4, requested: 2 },
      { total: 4 },
    ]);
    expect(cluster).toEqual({
      used: 3.8,
      total: 12,
      measuredTotal: 4,
      percentage: 95,
      requested: 3,
      requestedTotal: 8,
    });
    // Neither 10,000 unmeasured cores nor another cluster hide that.
    const total = sumUsage([cluster, { total: 10_000 }]);
    expect(total).toMatchObject({
      total: 10_012,
      measuredTotal: 4,
      requestedTotal: 8,
    });
    expect(usedShare(total)).toBeCloseTo(95);
    expect(requestedShare(total)).toBe(37.5);
    expect(
      sumUsage([cluster, { used: 0.2, total: 4, requested: 0 }]),
    ).toMatchObject({
      used: 4,
      measuredTotal: 8,
      percentage: 50,
      requestedTotal: 12,
    });
  });

  it('takes no share of a total that belongs to something else', () => {
    const unrelated = sumUsage([{ used: 2 }, { total: 4 }]);
    expect(unrelated).toEqual({ used: 2, total: 4, measuredTotal: 0 });
    expect(usedShare(unrelated)).toBeUndefined();
    expect(sumUsage([{ used: 2 }, { used: 1, total: 4 }])).toMatchObject({
      used: 1,
      measuredTotal: 4,
      percentage: 25,
    });
    expect(usedShare({ total: 4 })).toBeUndefined();
    expect(usedShare({ used: 1, total: 4 })).toBe(25);
    expect(usedShare({ percentage: 7 })).toBe(7);
    expect(requestedShare({ total: 4 })).toBeUndefined();
  });

  it('has a source only if the parts have the same one', () => {
    const a = { used: 1, source: 'a' };
    expect(sumUsage([a, a]).source).toBe('a');
    expect(sumUsage([a, { used: 1, source: 'b' }]).source).toBeUndefined();
  });
});

describe('withPercentage', () => {
  it('adds a percentage only where both numbers are known', () => {
    expect(withPercentage({ used: 1, total: 3 })).toMatchObject({
      percentage: 33.3,
      measuredTotal: 3,
    });
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
        node({ health: 'degraded' }),
        node({ status: 'offline', health: 'failed', cpu: { total: 4 } }),
      ]),
    ).toEqual({
      // What is down is no capacity.
      cpu: { used: 1, total: 4, measuredTotal: 4, percentage: 25 },
      memory: {},
      nodes: { total: 3, online: 2, offline: 1 },
      nodesByHealth: { total: 3, healthy: 1, degraded: 1, failed: 1 },
    });
    expect(totalsOfNodes([node({ storage: { total: 5 } })]).storage).toEqual({
      total: 5,
    });
  });
});
