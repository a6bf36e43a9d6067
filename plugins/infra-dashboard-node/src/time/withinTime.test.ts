import { getEventListeners } from 'node:events';
import { withinTime } from './withinTime';

/** Ends with its signal, and rejects with the reason. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('withinTime', () => {
  it('ends work after a time, and with each of its signals', async () => {
    const { signal } = new AbortController();
    await expect(
      withinTime({ signals: [signal], ms: 1 }, untilAborted),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    const closing = new AbortController();
    const options = { signals: [signal, closing.signal], ms: 60_000 };
    const waiting = withinTime(options, untilAborted);
    closing.abort(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
    await expect(withinTime(options, untilAborted)).rejects.toThrow('closed');
  });

  it('leaves nothing behind at a signal that lives long', async () => {
    const any = jest.spyOn(AbortSignal, 'any');
    jest.useFakeTimers();
    const { signal } = new AbortController();
    const options = { signals: [signal], ms: 60_000 };
    expect(await withinTime(options, async () => 1)).toBe(1);
    const broken = () => Promise.reject(new Error('broken'));
    await expect(withinTime(options, broken)).rejects.toThrow('broken');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
    expect(any).not.toHaveBeenCalled();
    jest.useRealTimers();
    any.mockRestore();
  });
});
