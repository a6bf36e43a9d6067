import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it no longer throws, for twenty seconds at most. @public */
export async function waitFor<T>(check: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
