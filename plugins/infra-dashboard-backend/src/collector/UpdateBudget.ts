const MIN_PAUSE_MS = 1_000;

/** What a watch reports is shown within this time. */
const MAX_PAUSE_MS = 15_000;

/**
 * At most this part of the time is spent on updates in the long run, until they are stored: each of
 * them looks at all workloads, so a large cluster that never rests is updated less often.
 */
const MAX_SHARE = 0.05;

/** How much time for updates a quiet period saves up: after it, changes are shown at once. */
const MAX_SAVED_MS = 3_000;

/** Decides how soon an update may follow another one. All times are monotonic milliseconds. */
export class UpdateBudget {
  #savedMs = MAX_SAVED_MS;
  #countedAt: number;

  constructor(now: number) {
    this.#countedAt = now;
  }

  /**
   * Counts an update that is over.
   *
   * @returns for how long the next one has to wait
   */
  pauseAfter(update: { startedAt: number; endedAt: number }): number {
    const { startedAt, endedAt } = update;
    const earned = (startedAt - this.#countedAt) * MAX_SHARE;
    const saved = Math.min(this.#savedMs + earned, MAX_SAVED_MS);
    this.#savedMs = saved - (endedAt - startedAt);
    this.#countedAt = startedAt;
    const pause = Math.max(MIN_PAUSE_MS, -this.#savedMs / MAX_SHARE);
    return Math.min(pause, MAX_PAUSE_MS);
  }
}
