import { toSegments } from './toSegments';

const span = {
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-20T04:00:00.000Z',
  resolutionSeconds: 3_600,
};

const at = (hour: number) => `2026-11-20T0${hour}:00:00.000Z`;

describe('toSegments', () => {
  it('leaves gaps where nothing was read, and puts all into one square', () => {
    const points = [
      { at: at(0), used: 0, total: 8 },
      { at: at(1), used: 4, total: 8 },
      { at: at(3), used: 8, total: 8 },
    ];
    expect(toSegments({ ...span, points })).toEqual([
      [
        { x: 0, y: 0 },
        { x: 0.25, y: 0.5 },
      ],
      [{ x: 0.75, y: 1 }],
    ]);
  });

  it('compares use with what was measured', () => {
    const points = [{ at: at(0), used: 3, total: 12, measuredTotal: 4 }];
    expect(toSegments({ ...span, points })).toEqual([[{ x: 0, y: 0.75 }]]);
  });

  it('shows what is requested where use is never measured, and nothing as nothing', () => {
    const points = [
      { at: at(0), requested: 6, total: 4 },
      { at: at(1), requested: 3, total: 4 },
    ];
    expect(toSegments({ ...span, points })).toEqual([
      [
        { x: 0, y: 1 },
        { x: 0.25, y: 0.5 },
      ],
    ]);
    expect(toSegments({ ...span, points: [] })).toEqual([]);
    expect(toSegments({ ...span, points: [{ at: at(0), total: 4 }] })).toEqual(
      [],
    );
    expect(toSegments({ ...span, points: [{ at: at(0), used: 0 }] })).toEqual([
      [{ x: 0, y: 0 }],
    ]);
  });

  it('distinguishes an interval without a value from one with a value', () => {
    const points = [
      { at: at(0), used: 1, total: 2 },
      { at: at(1), total: 2 },
      { at: at(2), used: 2, total: 2 },
    ];
    expect(toSegments({ ...span, points })).toHaveLength(2);
  });
});
