import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ProviderFailure,
  type PlatformContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxConfig } from './config';
import { MemberClient, type AskOptions } from './MemberClient';

/** How long a member that was in trouble is asked last. */
const AVOID_MS = 5 * 60_000;

/** Whether another member may do better: this one is out of reach, or its services are. */
function isMembersTrouble(error: unknown): error is ProviderFailure {
  if (!(error instanceof ProviderFailure)) return false;
  const { code, upstreamStatus = 0 } = error;
  if (code === 'UPSTREAM_ERROR') {
    return upstreamStatus >= 500 && upstreamStatus !== 501;
  }
  return ['UNREACHABLE', 'TIMEOUT', 'TLS', 'INVALID_RESPONSE'].includes(code);
}

/**
 * The members of one cluster: stays with one, and goes over to the next when that one is
 * in trouble. They are those of the configuration, never discovered ones: the addresses
 * that a cluster knows of itself are often not reachable from here (P14).
 */
export class ProxmoxClient {
  readonly members: readonly MemberClient[];
  readonly #logger: LoggerService;
  readonly #avoidUntil = new Map<number, number>();
  #current = 0;

  constructor(options: {
    config: ProxmoxConfig;
    http: PlatformContext<unknown>['http'];
    logger: LoggerService;
  }) {
    const { config, http, logger } = options;
    this.#logger = logger;
    this.members = config.endpoints.map(
      endpoint => new MemberClient({ endpoint, config, http }),
    );
  }

  /** Asks the member that the last answer of {@link ProxmoxClient.getFromAny} came from. */
  async get(path: string, options: AskOptions): Promise<unknown> {
    return this.members[this.#current].get(path, options);
  }

  /**
   * Asks one member after the other until one answers.
   *
   * @throws ProviderFailure of the first that was asked
   */
  async getFromAny(
    path: string,
    options: { signal: AbortSignal },
  ): Promise<unknown> {
    let first: ProviderFailure | undefined;
    for (const index of this.#order()) {
      try {
        const data = await this.members[index].get(path, options);
        this.#avoidUntil.delete(index);
        if (index !== this.#current) {
          this.#current = index;
          this.#logger.info(
            `Reading through address ${index + 1} of ${this.members.length}`,
            { reason: first?.message },
          );
        }
        return data;
      } catch (error) {
        if (!isMembersTrouble(error)) throw error;
        this.#avoid(index);
        first ??= error;
        // No time is left: the next refresh begins with the next member.
        if (options.signal.aborted) break;
      }
    }
    throw this.#summarise(first!);
  }

  /** Begins with another member the next time, as when this one is cut off from the rest. */
  preferAnother(): void {
    this.#avoid(this.#current);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map(member => member.close()));
  }

  #avoid(index: number): void {
    this.#avoidUntil.set(index, Date.now() + AVOID_MS);
  }

  /** The current member first and the others in their order; those in trouble at the end. */
  #order(): number[] {
    const count = this.members.length;
    const all = this.members.map((_, step) => (this.#current + step) % count);
    const now = Date.now();
    const isAvoided = (index: number) =>
      (this.#avoidUntil.get(index) ?? 0) > now;
    return [
      ...all.filter(index => !isAvoided(index)),
      ...all.filter(isAvoided),
    ];
  }

  #summarise(failure: ProviderFailure): ProviderFailure {
    const others = this.members.length - 1;
    if (others === 0) return failure;
    const { code, message, hint, retryAfterMs, upstreamStatus } = failure;
    return new ProviderFailure(
      code,
      `${message}; ${
        others === 1
          ? 'the other address fails'
          : `the ${others} other addresses fail`
      } as well`,
      { hint, retryAfterMs, upstreamStatus },
    );
  }
}
