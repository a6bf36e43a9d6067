import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it no longer throws, for thirty seconds at most. */
export async function waitFor<T>(check: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
