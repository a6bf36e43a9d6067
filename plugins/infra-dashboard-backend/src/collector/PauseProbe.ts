import type { InfraProvider } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Breaker } from './Breaker';
import type { ConnectionLogins } from './ConnectionLogins';
import { withSignal } from './withSignal';

/** How often it is found out during a pause whether upstream responds again. */
const PROBE_MS = 30_000;

/** Ends the pause after failures as soon as upstream responds to a single request. */
export class PauseProbe {
  readonly #provider: InfraProvider;
  readonly #breaker: Breaker;
  readonly #logins: ConnectionLogins;

  constructor(
    { provider }: { provider: InfraProvider },
    breaker: Breaker,
    logins: ConnectionLogins,
  ) {
    this.#provider = provider;
    this.#breaker = breaker;
    this.#logins = logins;
  }

  /** A delay before the next read, no longer than until the next probe. */
  limit(delayMs: number): number {
    return this.#isUseful ? Math.min(delayMs, PROBE_MS) : delayMs;
  }

  async run(signal: AbortSignal): Promise<void> {
    if (!this.#isUseful) return;
    try {
      await withSignal(signal, async () => this.#provider.probe?.({ signal }));
    } catch {
      return;
    }
    this.#breaker.endPause();
  }

  get #isUseful(): boolean {
    return (
      this.#provider.probe !== undefined &&
      this.#breaker.mayProbe &&
      this.#logins.pauseMs === 0
    );
  }
}
