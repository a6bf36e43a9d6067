import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** What took longer says little about the moment at which the database looked at its clock. */
const MAX_ROUND_TRIP_MS = 1_000;

/**
 * The time of the database, for everything that replicas share: the clock of each of them may
 * be wrong. Before the database was asked, and with a database of one replica, it is the
 * time of this machine.
 */
export class DatabaseClock implements Clock {
  #aheadOfMonotonic: number | undefined;

  now(): number {
    return this.#aheadOfMonotonic === undefined
      ? Date.now()
      : Math.round(performance.now() + this.#aheadOfMonotonic);
  }

  monotonic(): number {
    return performance.now();
  }

  /** Follows the clock of the database; asked often, because that one may be set. */
  async sync(readMs: () => Promise<number>): Promise<void> {
    const startedAt = performance.now();
    const ms = await readMs();
    const endedAt = performance.now();
    const isFirst = this.#aheadOfMonotonic === undefined;
    if (!isFirst && endedAt - startedAt > MAX_ROUND_TRIP_MS) return;
    this.#aheadOfMonotonic = ms - (startedAt + endedAt) / 2;
  }

  /** A time of this machine, as a time of the database, but never one of the future. */
  fromLocal(ms: number): number {
    return this.now() - Math.max(Date.now() - ms, 0);
  }
}
