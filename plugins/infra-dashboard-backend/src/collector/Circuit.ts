/** A circuit that opens after some failures in a row, for a configured time. */
export class Circuit {
  readonly #failuresToOpen: number;
  readonly #pauseMs: (openings: number) => number;
  #failures = 0;
  #openings = 0;
  /** Monotonic: a clock that is set must not make the pause longer or shorter. */
  #openUntil: number | undefined;

  /** @param options - `pauseMs` gets the number of times that it opened before */
  constructor(options: {
    failuresToOpen: number;
    pauseMs: (openings: number) => number;
  }) {
    this.#failuresToOpen = options.failuresToOpen;
    this.#pauseMs = options.pauseMs;
  }

  /** Whether the last attempt failed. */
  get hasFailed(): boolean {
    return this.#failures > 0;
  }

  get isOpen(): boolean {
    return this.#openUntil !== undefined;
  }

  /** Milliseconds until the next attempt; 0 where it may be made now. */
  get waitMs(): number {
    return Math.max((this.#openUntil ?? 0) - performance.now(), 0);
  }

  fail(): void {
    this.#failures += 1;
    if (!this.isOpen && this.#failures < this.#failuresToOpen) return;
    this.#openUntil = performance.now() + this.#pauseMs(this.#openings);
    this.#openings += 1;
  }

  /** Lets the next attempt through; the pause after its failure is longer nevertheless. */
  endPause(): void {
    if (this.isOpen) this.#openUntil = performance.now();
  }

  close(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#openUntil = undefined;
  }
}
