import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Collector } from '../collector';
import { toResource } from '../inventory/toResource';
import { ChangeDetector } from './ChangeDetector';
import type { Viewers } from './Viewers';

/** Changes within this time make one signal. */
const INTERVAL_MS = 2_000;

/**
 * Notifies open pages to poll again: those of users who may see what changed. The signal contains
 * no data, since the API decides what a user may see.
 */
export class ChangeSignals {
  readonly #collector: Collector;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #viewers: Viewers;
  readonly #detector = new ChangeDetector();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    collector: Collector;
    signals: SignalsService;
    logger: LoggerService;
    viewers: Viewers;
  }) {
    this.#collector = options.collector;
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#viewers = options.viewers;
  }

  start(intervalMs: number = INTERVAL_MS): void {
    this.#timer = setInterval(() => void this.#look(), intervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      const changed = this.#detector.findChanged(this.#collector.records);
      const users = this.#viewers.of(changed.map(toResource));
      if (users.length === 0) return;
      await this.#signals.publish({
        recipients: { type: 'user', entityRef: users },
        channel: SIGNAL_CHANNEL,
        message: { action: 'changed' },
      });
    } catch (error) {
      // Pages poll as well, so that nothing is lost.
      this.#logger.debug('A change could not be signalled', error as Error);
    }
  }
}
