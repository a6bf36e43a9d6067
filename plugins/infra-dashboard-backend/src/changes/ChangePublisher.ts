import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

export const EVENT_TOPIC = 'infra-dashboard';

/** Version of the payload: the fields of a change may be added to within it. */
const VERSION = 1;

/** A bus that takes longer loses the rest; the log has everything. */
const MAX_WAITING = 10_000;

/** Publishes stored changes on the events bus, in order. Nothing waits for it. */
export class ChangePublisher {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #waiting: Change[] = [];
  #isRunning = false;
  #isFailing = false;

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
      let change = this.#waiting.shift();
      change;
      change = this.#waiting.shift()
    ) {
      try {
        await this.#events.publish({
          topic: EVENT_TOPIC,
          eventPayload: { ...change, version: VERSION },
        });
        this.#isFailing = false;
      } catch (error) {
        this.#fail((error as Error).name);
      }
    }
    this.#isRunning = false;
  }

  #fail(reason: string): void {
    if (!this.#isFailing) {
      this.#logger.warn(`Changes cannot be published as events: ${reason}`);
    }
    this.#isFailing = true;
  }
}
