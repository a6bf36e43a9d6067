import { toUtc } from './quantity';

describe('toUtc', () => {
  it('reads a time without a zone as UTC', () => {
    expect(toUtc('2026-11-23T04:02:46.000000')).toBe(
      '2026-11-23T04:02:46.000Z',
    );
    expect(toUtc('2026-11-23T04:02:46Z')).toBe('2026-11-23T04:02:46.000Z');
    expect(toUtc('2026-11-23 04:02:46')).toBe('2026-11-23T04:02:46.000Z');
    expect(toUtc('2026-11-23T05:02:46+01:00')).toBe('2026-11-23T04:02:46.000Z');
    expect([toUtc(''), toUtc(undefined), toUtc('soon')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
