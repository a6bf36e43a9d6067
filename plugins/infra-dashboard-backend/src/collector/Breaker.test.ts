import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { Breaker } from './Breaker';

describe('Breaker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const fail =
    (code: 'TIMEOUT' | 'UNAUTHORIZED' | 'UNREACHABLE') => async () => {
      throw new ProviderFailure(code, 'no');
    };

  /** Runs the work whenever the breaker allows it; returns the times of the runs. */
  async function drive(
    breaker: Breaker,
    options: { work: () => Promise<void>; forMs: number },
  ): Promise<number[]> {
    const times: number[] = [];
    const end = Date.now() + options.forMs;
    while (Date.now() < end) {
      const startedAt = Date.now();
      const wasTried = await breaker.run(options.work).catch(() => true);
      if (wasTried) times.push(startedAt);
      await jest.advanceTimersByTimeAsync(breaker.nextDelayMs);
    }
    return times;
  }

  it('opens after three failures, waits longer each time, and recovers by itself', async () => {
    const breaker = new Breaker({ refreshMs: 15_000 });
    for (let failures = 0; failures < 3; failures += 1) {
      expect(breaker.state).toBe('closed');
      await breaker.run(fail('TIMEOUT')).catch(() => {});
    }
    expect(breaker.state).toBe('open');
    const work = jest.fn(async () => {});
    expect(await breaker.run(work)).toBe(false);
    expect(work).not.toHaveBeenCalled();

    const tries = await drive(breaker, {
      work: fail('TIMEOUT'),
      forMs: 3_600_000,
    });
    // An hour of the interval would be 240 tries; the longest pause is five minutes.
    expect(tries.length).toBeGreaterThan(9);
    expect(tries.length).toBeLessThan(80);

    await jest.advanceTimersByTimeAsync(breaker.nextDelayMs);
    expect(await breaker.run(work)).toBe(true);
    expect(breaker.state).toBe('closed');
    expect(breaker.nextDelayMs).toBeLessThanOrEqual(16_500);
  });

  it('lets a person try at once, and goes on from there', async () => {
    const breaker = new Breaker({ refreshMs: 15_000 });
    const tries = await drive(breaker, {
      work: fail('TIMEOUT'),
      forMs: 600_000,
    });
    expect(tries.length).toBeLessThan(20);
    await breaker.run(fail('TIMEOUT')).catch(() => {});
    expect(breaker.state).toBe('open');
    expect(await breaker.run(fail('TIMEOUT'))).toBe(false);
    expect(
      await breaker.run(fail('TIMEOUT'), { force: true }).catch(() => 'tried'),
    ).toBe('tried');
    expect(breaker.nextDelayMs).toBeLessThanOrEqual(16_500);
    expect(await breaker.run(async () => {}, { force: true })).toBe(true);
    expect(breaker.state).toBe('closed');
  });

  it('reads again within 40 seconds after a failure, however rare reads are', async () => {
    const breaker = new Breaker({ refreshMs: 3_600_000 });
    for (let failures = 1; failures < 3; failures += 1) {
      await breaker.run(fail('UNREACHABLE')).catch(() => {});
      expect(breaker.state).toBe('closed');
      expect(breaker.nextDelayMs).toBeLessThan(40_000);
    }
    await breaker.run(fail('UNREACHABLE')).catch(() => {});
    // From here on it is probed.
    expect([breaker.state, breaker.mayProbe]).toEqual(['open', true]);
    breaker.endPause();
    expect(await breaker.run(async () => {})).toBe(true);
    expect(breaker.nextDelayMs).toBeGreaterThan(3_000_000);
  });

  it('may be probed while upstream does not respond, and reads at once when it does', async () => {
    const breaker = new Breaker({ refreshMs: 15_000 });
    expect(breaker.mayProbe).toBe(false);
    await drive(breaker, { work: fail('TIMEOUT'), forMs: 600_000 });
    await breaker.run(fail('TIMEOUT')).catch(() => {});
    expect(breaker.nextDelayMs).toBeGreaterThan(60_000);
    expect(breaker.mayProbe).toBe(true);
    breaker.endPause();
    expect(breaker.mayProbe).toBe(false);
    // Responding is not yet working: the pause after another failure is as long as before.
    expect(await breaker.run(fail('TIMEOUT')).catch(() => 'tried')).toBe(
      'tried',
    );
    expect(breaker.nextDelayMs).toBeGreaterThan(60_000);
    breaker.endPause();
    expect(await breaker.run(async () => {})).toBe(true);
    expect(breaker.state).toBe('closed');
  });

  it('is not probed while credentials are refused, or upstream asks for a pause', async () => {
    const refused = new Breaker({ refreshMs: 15_000 });
    await refused.run(fail('UNAUTHORIZED')).catch(() => {});
    expect(refused.mayProbe).toBe(false);
    const limited = new Breaker({ refreshMs: 15_000 });
    const failure = new ProviderFailure('RATE_LIMITED', 'Slow down', {
      retryAfterMs: 90_000,
    });
    for (let failures = 0; failures < 3; failures += 1) {
      await limited.run(() => Promise.reject(failure)).catch(() => {});
    }
    expect(limited.mayProbe).toBe(false);
  });

  it('tries refused credentials three times in ten minutes at most', async () => {
    const breaker = new Breaker({ refreshMs: 1_000 });
    const tries = await drive(breaker, {
      work: fail('UNAUTHORIZED'),
      forMs: 3_600_000,
    });
    expect(tries.length).toBeGreaterThan(10);
    for (const start of tries) {
      const within = tries.filter(
        time => time >= start && time < start + 600_000,
      );
      expect(within.length).toBeLessThanOrEqual(3);
    }
  });

  it('waits for the Retry-After of upstream', async () => {
    const breaker = new Breaker({ refreshMs: 1_000 });
    const failure = new ProviderFailure('RATE_LIMITED', 'Slow down', {
      retryAfterMs: 90_000,
    });
    await breaker.run(() => Promise.reject(failure)).catch(() => {});
    expect(breaker.nextDelayMs).toBe(90_000);
    await breaker.run(async () => {});
    expect(breaker.nextDelayMs).toBeLessThan(2_000);
  });
});
