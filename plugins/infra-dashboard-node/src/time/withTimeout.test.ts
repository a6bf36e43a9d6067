import { withinTime } from './withinTime';
import { withTimeout } from './withTimeout';

const late = () => new Error('late');

describe('withTimeout', () => {
  it('passes on what the work results in', async () => {
    const options = { ms: 1_000, onTimeout: late };
    expect(await withTimeout(async () => 1, options)).toBe(1);
    await expect(
      withTimeout(() => Promise.reject(new Error('broken')), options),
    ).rejects.toThrow('broken');
  });

  it('ends work that ignores its signal, by time and by signal', async () => {
    const forever = () => new Promise<never>(() => {});
    await expect(
      withTimeout(forever, { ms: 1, onTimeout: late }),
    ).rejects.toThrow('late');
    const abort = new AbortController();
    const waiting = withTimeout(forever, {
      signal: abort.signal,
      onTimeout: late,
    });
    abort.abort();
    await expect(waiting).rejects.toThrow('late');
  });

  it('waits by the clock that it is given', async () => {
    const pending = new Map<() => void, number>();
    const clock = {
      now: () => 0,
      monotonic: () => 0,
      delay: (ms: number, work: () => void) => {
        pending.set(work, ms);
        return () => pending.delete(work);
      },
    };
    const options = { ms: 3_600_000, clock };
    expect(
      await withTimeout(async () => 1, { ...options, onTimeout: late }),
    ).toBe(1);
    expect(pending.size).toBe(0);
    const waiting = withTimeout(() => new Promise<never>(() => {}), {
      ...options,
      onTimeout: late,
    });
    const within = withinTime({ ...options, signals: [] }, async signal => {
      await new Promise(resolve => signal.addEventListener('abort', resolve));
      return signal.reason.name;
    });
    expect([...pending.values()]).toEqual([3_600_000, 3_600_000]);
    for (const work of pending.keys()) work();
    await expect(waiting).rejects.toThrow('late');
    expect(await within).toBe('TimeoutError');
    expect(pending.size).toBe(0);
  });

  it('leaves no timer behind where work throws at once', async () => {
    jest.useFakeTimers();
    const broken = () => {
      throw new Error('broken');
    };
    await expect(
      withTimeout(broken, { ms: 1_000, onTimeout: late }),
    ).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('does not start work with an aborted signal', async () => {
    const work = jest.fn(async () => 1);
    await expect(
      withTimeout(work, { signal: AbortSignal.abort(), onTimeout: late }),
    ).rejects.toThrow('late');
    expect(work).not.toHaveBeenCalled();
  });

  it('does not turn a late failure into an unhandled rejection', async () => {
    let reject = (_: Error) => {};
    const waiting = withTimeout(
      () => new Promise<never>((_, no) => (reject = no)),
      { ms: 1, onTimeout: late },
    );
    await expect(waiting).rejects.toThrow('late');
    reject(new Error('too late'));
    await new Promise(resolve => setImmediate(resolve));
  });
});
