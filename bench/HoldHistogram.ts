/*
 * How long the event loop is held, in computing time of its own thread: on a busy machine the
 * clock includes other processes.
 */

const LOOK_MS = 2;

/** Shorter ones are not counted, in milliseconds. */
const COUNTED = [10, 20, 30, 40, 50, 75, 100];

export class HoldHistogram {
  /** Number of holds by their least length in milliseconds. */
  readonly counts: Record<string, number> = {};
  longest = 0;
  #ofMinute = { cpu: 0, clock: 0 };
  #timer: NodeJS.Timeout | undefined;

  start(): void {
    this.#ofMinute = { cpu: 0, clock: 0 };
    let at = performance.now();
    let before = process.threadCpuUsage();
    this.#timer = setInterval(() => {
      const { system, user } = process.threadCpuUsage(before);
      this.#note((system + user) / 1_000, performance.now() - at);
      at = performance.now();
      before = process.threadCpuUsage();
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get minute() {
    return {
      'longest hold, CPU ms': Math.round(this.#ofMinute.cpu),
      'longest hold, clock ms': Math.round(this.#ofMinute.clock),
    };
  }

  #note(cpu: number, clock: number): void {
    this.#ofMinute.cpu = Math.max(this.#ofMinute.cpu, cpu);
    this.#ofMinute.clock = Math.max(this.#ofMinute.clock, clock);
    this.longest = Math.max(this.longest, cpu);
    const least = COUNTED.findLast(one => cpu >= one);
    if (least) this.counts[least] = (this.counts[least] ?? 0) + 1;
  }
}
