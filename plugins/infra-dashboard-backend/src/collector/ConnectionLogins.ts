import { createHash } from 'node:crypto';
import type {
  InfraProvider,
  LoginAttempts,
  ProviderLogin,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { LoginBudget } from './LoginBudget';

/** How an attempt ended, where the platform does not report it for each address. */
export type LoginOutcome = 'accepted' | 'refused' | 'unknown' | 'cut';

/** The credentials of one connection, and their login budget. */
export class ConnectionLogins implements LoginAttempts {
  readonly #budget: LoginBudget;
  readonly #entry: ProviderEntry;
  readonly #provider: InfraProvider;
  /** Keys of the budget by address. */
  #keys = new Map<string, string>();
  #isReported = false;

  constructor(options: {
    budget: LoginBudget;
    entry: ProviderEntry;
    provider: InfraProvider;
  }) {
    this.#budget = options.budget;
    this.#entry = options.entry;
    this.#provider = options.provider;
  }

  /** Milliseconds until the credentials may be tried again at any address. */
  get pauseMs(): number {
    return this.#keys.size > 0 ? this.#budget.waitMs(this.#all) : 0;
  }

  /** Reads the credentials again; true where they differ from those of the last time. */
  async load(): Promise<boolean> {
    const before = this.#all;
    const logins = await this.#logins();
    this.#keys = new Map(
      logins.map(({ address, credentials }) => [
        address,
        createHash('sha256')
          .update(JSON.stringify([this.#entry.type, address, credentials]))
          .digest('base64'),
      ]),
    );
    return JSON.stringify(before) !== JSON.stringify(this.#all);
  }

  /**
   * Takes the credentials from the budget.
   *
   * @returns to be called with what came of it; undefined where they have to pause
   */
  async begin(
    signal: AbortSignal,
  ): Promise<((outcome: LoginOutcome) => void) | undefined> {
    const trial = await this.#budget.begin(this.#all, {
      owner: this,
      signal,
    });
    if (!trial) return undefined;
    return outcome => {
      const [key] = trial.keys;
      if (!this.#isReported) {
        if (outcome === 'accepted') this.#budget.accepted(key);
        if (outcome === 'refused') this.#budget.refused(key, this);
      }
      this.#budget.end(trial, { isCut: outcome === 'cut' });
    };
  }

  waitMs(address: string): number {
    const key = this.#keys.get(address);
    return key ? this.#budget.waitAtMs(key, this.#all) : 0;
  }

  accepted(address: string): void {
    this.#isReported = true;
    const key = this.#keys.get(address);
    if (key) this.#budget.accepted(key);
  }

  refused(address: string): void {
    this.#isReported = true;
    const key = this.#keys.get(address);
    if (key) this.#budget.refused(key, this);
  }

  get #all(): string[] {
    return [...this.#keys.values()];
  }

  async #logins(): Promise<ProviderLogin[]> {
    try {
      const logins = await this.#provider.logins?.();
      if (logins?.length) return logins;
      const { name, settings } = this.#entry;
      return [{ address: '', credentials: JSON.stringify([name, settings]) }];
    } catch {
      // What cannot be read is reported by the read that needs it.
      return [{ address: '', credentials: this.#entry.name }];
    }
  }
}
