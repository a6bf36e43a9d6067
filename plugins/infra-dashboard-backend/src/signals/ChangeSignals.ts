import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Collector } from '../collector';
import { ChangeDetector } from './ChangeDetector';

/** Changes within this time make one signal. */
const INTERVAL_MS = 2_000;

/**
 * Notifies open pages to poll again. The signal contains no data, because all users receive it:
 * the API decides what a user may see.
 */
export class ChangeSignals {
  readonly #collector: Collector;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #detector = new ChangeDetector();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    collector: Collector;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#collector = options.collector;
    this.#signals = options.signals;
    this.#logger = options.logger;
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
      if (!this.#detector.hasChanged(this.#collector.records)) return;
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { action: 'changed' },
      });
    } catch (error) {
      // Pages poll as well, so that nothing is lost.
      this.#logger.debug('A change could not be signalled', error as Error);
    }
  }
}
