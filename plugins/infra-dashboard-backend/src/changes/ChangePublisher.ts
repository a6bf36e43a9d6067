import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  withTimeout,
  nextTurn,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** An event waits for its subscribers; one that never returns must not stop the others. */
const TIMEOUT_MS = 5_000;

/** Events in one piece: a bus without a server yields to nothing else. */
const SLICE = 50;

const EVENT_TOPIC = 'infra-dashboard';

/** Version of the payload: the fields of a change may be added to within it. */
const VERSION = 1;

/** A bus that takes longer loses the rest; the log has everything. */
const MAX_WAITING = 10_000;

class EventTimeoutError extends Error {
  override readonly name = 'EventTimeoutError';
}

/** Publishes stored changes on the events bus, in order. Nothing waits for it. */
export class ChangePublisher {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #waiting: Change[] = [];
  #isRunning = false;
  #hasFailed = false;
  #isReported = false;

  constructor(options: { events: EventsService; logger: LoggerService }) {
    this.#events = options.events;
    this.#logger = options.logger;
  }

  publish(changes: readonly Change[]): void {
    const free = MAX_WAITING - this.#waiting.length;
    if (changes.length > free) this.#fail('it takes too long');
    for (const change of changes.slice(0, free)) this.#waiting.push(change);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (
      let change = this.#waiting.shift(), count = 1;
      change;
      change = this.#waiting.shift(), count += 1
    ) {
      await this.#publishOne(change);
      if (count % SLICE === 0) await nextTurn();
    }
    // Only after a run without any failure is it over.
    if (!this.#hasFailed) this.#isReported = false;
    this.#hasFailed = false;
    this.#isRunning = false;
  }

  async #publishOne(change: Change): Promise<void> {
    try {
      await withTimeout(
        // A bus may also throw before there is a promise.
        async () =>
          this.#events.publish({
            topic: EVENT_TOPIC,
            eventPayload: { ...change, version: VERSION },
          }),
        { ms: TIMEOUT_MS, onTimeout: () => new EventTimeoutError() },
      );
    } catch (error) {
      this.#fail((error as Error).name);
    }
  }

  #fail(reason: string): void {
    this.#hasFailed = true;
    if (this.#isReported) return;
    this.#isReported = true;
    this.#logger.warn(`Changes cannot be published as events: ${reason}`);
  }
}
