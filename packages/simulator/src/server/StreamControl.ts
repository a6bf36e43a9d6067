import type { ResponseStream } from './protocol';

/** A stream that can also break off without its proper end. */
export interface BreakableStream extends ResponseStream {
  reset(): void;
}

/** One open stream; while it is held, nothing that is written reaches the client. */
class ControlledStream implements BreakableStream {
  readonly #target: BreakableStream;
  #pending: string[] = [];
  #isEnded = false;
  #isHeld: boolean;

  constructor(target: BreakableStream, isHeld: boolean) {
    this.#target = target;
    this.#isHeld = isHeld;
  }

  write(text: string): void {
    if (this.#isHeld) this.#pending.push(text);
    else this.#target.write(text);
  }

  end(): void {
    this.#isEnded = true;
    if (!this.#isHeld) this.#target.end();
  }

  reset(): void {
    this.#target.reset();
  }

  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#pending.splice(0).forEach(text => this.#target.write(text));
    if (this.#isEnded) this.#target.end();
  }
}

/** The open streams of one server, and what a network does to them. */
export class StreamControl {
  readonly #open = new Set<ControlledStream>();
  #isHoldingNew = false;

  /**
   * Holds back everything that streams send, their end included; the connections stay open.
   *
   * @param which - `open`: only those that are open now, as when a load balancer drops their
   * flows; `all` (the default): also those that are opened later
   */
  hold(which: 'open' | 'all' = 'all'): void {
    this.#isHoldingNew = which === 'all';
    this.#open.forEach(stream => stream.hold());
  }

  /** Sends what was held back, and holds nothing anymore. */
  release(): void {
    this.#isHoldingNew = false;
    this.#open.forEach(stream => stream.release());
  }

  /**
   * Closes all open streams.
   *
   * @param how - `end`: as after their time; `reset` (the default): the connection breaks
   */
  cut(how: 'reset' | 'end' = 'reset'): void {
    for (const stream of [...this.#open]) {
      if (how === 'reset') stream.reset();
      else stream.end();
    }
  }

  /** Takes over a stream that was just opened; `close` when it is closed. */
  attach(target: BreakableStream): { stream: ResponseStream; close(): void } {
    const stream = new ControlledStream(target, this.#isHoldingNew);
    this.#open.add(stream);
    return { stream, close: () => void this.#open.delete(stream) };
  }
}
