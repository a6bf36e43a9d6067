import { findClockSkew } from './findClockSkew';
import { ServerClock } from './ServerClock';

const SENT_AT = Date.parse('2026-11-26T13:50:40Z');

describe('ServerClock', () => {
  const clock = () => new ServerClock();

  beforeEach(() => {
    jest.useFakeTimers({ now: SENT_AT });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** A response after some time, with the `Date` of a server that is ahead by some time. */
  function respond(
    to: ServerClock,
    aheadMs: number,
    options: { tookMs?: number; ok?: boolean; headers?: object } = {},
  ) {
    const { tookMs = 100, ok = true, headers } = options;
    const sentAt = Date.now();
    jest.advanceTimersByTime(tookMs);
    const date = new Date(Date.now() + aheadMs).toUTCString();
    to.note({ ok, headers: new Headers({ date, ...headers }) }, sentAt);
    return to;
  }

  it.each([0, 4_000, -4_000])(
    'trusts the clock of this machine where the server differs by %d ms',
    aheadMs => {
      const { skewMs } = respond(clock(), aheadMs);
      expect(skewMs).toBe(0);
      expect(findClockSkew({ skewMs })).toEqual([]);
    },
  );

  it.each([
    [-20 * 60_000, 'clock-behind', '20 min'],
    [90_000, 'clock-ahead', '90 s'],
  ])(
    'uses the clock of a server that is ahead by %d ms, and reports it',
    (aheadMs, code, difference) => {
      const server = respond(clock(), aheadMs);
      expect(Math.abs(server.now() - Date.now() - aheadMs)).toBeLessThan(1_000);
      expect(findClockSkew(server)).toEqual([
        expect.objectContaining({ code, params: { difference } }),
      ]);
    },
  );

  it('keeps its estimate until a response contradicts it', () => {
    const server = respond(clock(), 60_000);
    const first = server.skewMs;
    jest.advanceTimersByTime(333);
    respond(server, 60_000);
    expect(server.skewMs).toBe(first);
    // A server that took seconds may have made the response at any time of them.
    respond(server, 60_000, { tookMs: 9_000 });
    expect(server.skewMs).toBe(first);
    respond(server, 0);
    expect(server.skewMs).toBe(0);
  });

  it('ignores errors of a proxy, cached responses and what is no date', () => {
    const server = clock();
    respond(server, 60_000, { ok: false });
    respond(server, 60_000, { headers: { age: '60' } });
    respond(server, 60_000, { headers: { date: 'yesterday' } });
    expect(server.skewMs).toBe(0);
  });
});
