import { createFormat } from './createFormat';

const GIB = 1024 ** 3;

describe('createFormat', () => {
  const format = createFormat('en');

  it('writes cores and sizes with the digits they deserve', () => {
    expect([0.0251, 0.49, 3.88, 64, 1664.2].map(format.cores)).toEqual([
      '0.025',
      '0.49',
      '3.9',
      '64',
      '1,664',
    ]);
    expect([0, 512, 1536, 15.6 * GIB, 2 ** 51].map(format.bytes)).toEqual([
      '0 B',
      '512 B',
      '1.5 KiB',
      '15.6 GiB',
      '2 PiB',
    ]);
    expect(format.bytesOf(442 * GIB, 512 * GIB)).toEqual(['442', '512 GiB']);
    expect(format.bytesOf(100 * GIB, 2048 * GIB)).toEqual(['0.098', '2 TiB']);
    expect([0, 3.62, 8, 37.5, 125].map(format.percent)).toEqual([
      '0%',
      '3.6%',
      '8%',
      '38%',
      '125%',
    ]);
  });

  it('writes durations and ages in their largest units', () => {
    expect([0, 59, 60, 3_725, 1_895_839].map(format.duration)).toEqual([
      '0s',
      '59s',
      '1m',
      '1h 2m',
      '21d 22h',
    ]);
    const now = Date.parse('2026-01-02T00:00:00Z');
    expect(format.ago('2026-01-01T23:59:48Z', now)).toBe('12s ago');
    expect(format.ago('2026-01-01T20:00:00Z', now)).toBe('4h ago');
    // The clock of the browser is behind.
    expect(format.ago('2026-01-02T00:00:30Z', now)).toBe('now');
  });

  it('follows the language', () => {
    const german = createFormat('de');
    expect(german.bytes(15.6 * GIB)).toBe('15,6 GiB');
    expect(german.cores(1664)).toBe('1.664');
    expect(german.duration(90_000)).toMatch(/^1\sT/);
    expect(german.hundredths(0.4)).toBe('0,40');
  });

  it('formats an age in words if the narrow form of a language has a sign', () => {
    const now = Date.parse('2026-01-02T00:00:00Z');
    const french = createFormat('fr');
    expect(french.ago('2026-01-01T23:59:48Z', now)).toMatch(/^il y a 12\ss$/);
    expect(createFormat('de').ago('2026-01-01T20:00:00Z', now)).toBe(
      'vor 4 Std.',
    );
  });
});
