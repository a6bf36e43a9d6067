/**
 * The longest block of the event loop, in milliseconds. It is measured in CPU time of this
 * thread, because clock time grows on a busy machine.
 */
export class LongestBlock {
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
