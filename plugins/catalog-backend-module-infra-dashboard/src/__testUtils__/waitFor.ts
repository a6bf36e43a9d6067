import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it no longer throws. */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
