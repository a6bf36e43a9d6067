/**
 * How long this process computed between two turns of its event loop, at most, in
 * milliseconds. Computing time of this thread, since a busy machine prolongs what a clock
 * shows and says nothing about us.
 */
export class LongestHold {
  #longest = 0;

  /** What is done meanwhile counts. */
  async during(work: () => Promise<unknown>): Promise<void> {
    let before = process.threadCpuUsage();
    const timer = setInterval(() => {
      const { user, system } = process.threadCpuUsage(before);
      this.#longest = Math.max(this.#longest, (user + system) / 1_000);
      before = process.threadCpuUsage();
    }, 5);
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
  }

  get milliseconds(): number {
    return this.#longest;
  }
}
