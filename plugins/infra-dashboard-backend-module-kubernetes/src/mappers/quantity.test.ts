import { readFixture } from '../__fixtures__';
import { parseQuantity, toBytes, toNumber } from './quantity';

/** `"written"  cpu: "handed back"  memory: "handed back"`, or an error instead. */
const rows = readFixture('quantities.txt')
  .split('\n')
  .filter(line => line.startsWith('"'))
  .map(line => {
    const [, written] = /^"([^"]*)"/.exec(line)!;
    const returned = /cpu: "([^"]*)"/.exec(line)?.[1];
    return { written, returned };
  });
/** The server accepts any number, but no cluster has as much. */
const IMPLAUSIBLE = '1e30';
const accepted = rows.filter(
  ({ returned }) => returned !== undefined && returned !== IMPLAUSIBLE,
);
const rejected = rows.filter(row => row.returned === undefined);

/** Where the server hands back another amount than the one written. */
const ROUNDED = new Set(['0.1m', '100u', '0.4n', '16Ei']);

describe('parseQuantity', () => {
  it('has rows of both kinds to compare with', () => {
    expect(accepted.length).toBeGreaterThan(15);
    expect(rejected.length).toBeGreaterThan(8);
  });

  it.each(accepted)(
    'reads "$written" and what the server returns for it, "$returned"',
    ({ written, returned }) => {
      const amount = parseQuantity(returned);
      expect(amount).toBeDefined();
      expect(ROUNDED.has(written) || parseQuantity(written) === amount).toBe(
        true,
      );
    },
  );

  it.each(rejected)('rejects "$written" as the server does', ({ written }) => {
    expect(parseQuantity(written)).toBeUndefined();
  });

  it.each([
    ['500m', 0.5],
    ['123456789n', 0.123456789],
    ['250u', 0.00025],
    ['+1', 1],
    ['5.', 5],
    ['.5', 0.5],
    ['1E3', 1000],
    ['1e-3', 0.001],
    ['12E6', 12e6],
    ['1E', 1e18],
    ['1k', 1000],
    ['129M', 129e6],
    ['123Mi', 128974848],
    ['1.5Gi', 1610612736],
    ['11973899059200m', 11973899059.2],
    ['107374182400m', 107374182.4],
    ['4Ti', 4398046511104],
    ['1Ei', 2 ** 60],
    ['9223372036854775807', 2 ** 63],
    ['0', 0],
    ['-0', 0],
  ])('reads %s as %d', (text, value) => {
    expect(toNumber(parseQuantity(text))).toBe(value);
  });

  it.each([IMPLAUSIBLE, '9e30', '9e20k', '1e21'])(
    'takes %s for unknown, which no cluster has',
    text => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('computes sums exactly that a double would not', () => {
    const tenth = parseQuantity('100m')!;
    expect(toNumber(tenth * 3n)).toBe(0.3);
    const big = parseQuantity('9007199254740993')!;
    expect(big - parseQuantity('9007199254740992')!).toBe(1_000_000_000n);
  });

  it('rounds up to whole bytes', () => {
    expect(toBytes(parseQuantity('107374182400m'))).toBe(107374183);
    expect(toBytes(parseQuantity('1Gi'))).toBe(1024 ** 3);
    expect(toBytes(undefined)).toBeUndefined();
  });

  it.each([
    '',
    'Ki',
    '.',
    '1e',
    '1e999999999',
    '1e500',
    '1Kii',
    `${'9'.repeat(100)}`,
    undefined,
    null,
    {},
    NaN,
  ])('refuses %p without spending time on it', value => {
    expect(parseQuantity(value)).toBeUndefined();
  });

  it('makes a finite amount of anything, or none', () => {
    const pieces = [
      '0',
      '1',
      '.',
      '-',
      '+',
      'e',
      'E',
      'm',
      'Gi',
      'k',
      ' ',
      '9',
    ];
    let state = 1;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const amounts = Array.from({ length: 5_000 }, () =>
      Array.from({ length: 1 + random(9) }, () =>
        pieces[random(pieces.length)].repeat(1 + random(4)),
      ).join(''),
    ).map(parseQuantity);
    const known = amounts.filter(one => one !== undefined);
    expect(known.length).toBeGreaterThan(50);
    expect(known.filter(one => one < 0n)).toEqual([]);
    expect(known.map(toNumber).filter(one => !Number.isFinite(one))).toEqual(
      [],
    );
  });
});
