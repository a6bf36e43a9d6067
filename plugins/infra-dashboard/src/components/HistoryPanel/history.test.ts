import { niceTicks } from './niceTicks';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { linesOf, toPlotRows } from './plotRows';
import { toMarks } from './toMarks';

const GIB = 1024 ** 3;

describe('niceTicks', () => {
  it.each([
    [64, 10, [0, 20, 40, 60, 80]],
    [0.3, 10, [0, 0.1, 0.2, 0.3]],
    [4, 10, [0, 1, 2, 3, 4]],
    [95.4 * GIB, 1024, [0, 25, 50, 75, 100].map(one => one * GIB)],
    [512 * GIB, 1024, [0, 200, 400, 600].map(one => one * GIB)],
  ] as const)('takes round steps up to %p', (maximum, base, expected) => {
    const ticks = niceTicks(maximum, base);
    expect(ticks).toHaveLength(expected.length);
    ticks.forEach((tick, index) => expect(tick).toBeCloseTo(expected[index]));
  });

  it.each([0, -1, NaN, Infinity])('takes %p for nothing', maximum => {
    expect(niceTicks(maximum, 10)).toEqual([0, 1]);
  });
});

describe('toPlotRows', () => {
  const point = (minute: number, used?: number) => ({
    at: new Date(minute * 60_000).toISOString(),
    used,
    total: 8,
  });

  it('puts an empty row into a gap, so that no line bridges it', () => {
    const series = {
      metric: 'cpu' as const,
      unit: 'cores' as const,
      points: [point(0, 1), point(5, 2), point(30, 3)],
    };
    expect(toPlotRows({ resolutionSeconds: 300 }, series)).toEqual([
      { at: 0, used: 1, total: 8 },
      { at: 300_000, used: 2, total: 8 },
      { at: 600_000 },
      { at: 1_800_000, used: 3, total: 8 },
    ]);
    expect(linesOf(series)).toEqual(['used', 'total']);
    expect(linesOf({ ...series, points: [] })).toEqual([]);
  });

  it('shows what was measured where that is not all there was', () => {
    const of = (measuredTotal: number) => ({
      metric: 'cpu' as const,
      unit: 'cores' as const,
      points: [{ ...point(0, 1), measuredTotal }],
    });
    expect(linesOf(of(8))).toEqual(['used', 'total']);
    expect(linesOf(of(4))).toEqual(['used', 'total', 'measuredTotal']);
    expect(toPlotRows({ resolutionSeconds: 300 }, of(4))).toEqual([
      { at: 0, used: 1, total: 8, measuredTotal: 4 },
    ]);
  });
});

describe('toMarks', () => {
  const range = { from: '2026-05-01T10:00:00Z', to: '2026-05-01T12:00:00Z' };
  const change = (id: string, more: Partial<Change> = {}, hour = 11) =>
    ({ id, at: `2026-05-01T${hour}:00:00Z`, ...more } as Change);
  const changes = [
    change('late', {}, 13),
    change('cluster'),
    change('node', { node: 'n1' }),
    change('other node', { node: 'n2' }),
    change('pod', { node: 'n1', workload: { name: 'pod' } }),
    change('storage', { storage: 'ceph' }),
    change('invalid', { at: 'noon' }),
  ];
  const idsOf = (of: Parameters<typeof toMarks>[1]) =>
    toMarks(changes, of).map(({ id }) => id);

  it('marks in the chart of a cluster what changed on it and its nodes', () => {
    expect(idsOf(range)).toEqual(['cluster', 'node', 'other node']);
  });

  it('marks in the chart of a node only what changed on the node', () => {
    expect(idsOf({ ...range, node: 'n1' })).toEqual(['node']);
  });

  it('marks in the chart of a workload all that the backend returned', () => {
    expect(idsOf({ ...range, workload: 'w' })).toHaveLength(5);
  });

  it('marks no more than a chart can show', () => {
    const many = Array.from({ length: 50 }, (_, n) => change(String(n)));
    expect(toMarks(many, range)).toHaveLength(20);
  });
});
