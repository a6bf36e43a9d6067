import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  loginAttempts,
  withinTime,
  type PlatformContext,
  type ProviderFailure,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { MemberClient } from './client/MemberClient';
import { MemberProblems } from './client/MemberProblems';
import type { ProxmoxConfig } from './config';
import type { UnusedAddress } from './mappers/ClusterParts';

/** Members that may refuse the credentials in one refresh; more can lock the account. */
export const MAX_REFUSALS = 3;

/** Timeout of the check of a member that is not in use. */
const RECHECK_MS = 5_000;

/**
 * The members of one cluster. It uses one member, and fails over to the next when that one has
 * a problem. They are those of the configuration, never discovered ones: see Addresses in
 * docs/platform-behavior/proxmox.md.
 */
export class ProxmoxClient {
  readonly members: readonly MemberClient[];
  readonly #logger: LoggerService;
  readonly #problems: MemberProblems;
  #current: MemberClient;
  /** Members that failed in the latest read. */
  #failed: ReadonlySet<MemberClient> = new Set();

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
    this.#problems = new MemberProblems(this.members);
    [this.#current] = this.members;
  }

  /** The member that the last good reading came from. */
  get current(): MemberClient {
    return this.#current;
  }

  /** Members that cannot be used while another one is. */
  get unusedAddresses(): UnusedAddress[] {
    return this.#problems.unused(this.#current);
  }

  /**
   * Runs work with one member after the other, each once, until it succeeds.
   *
   * @param options - `mayBeWrong`: whether another member should be tried first, unless all
   *   others have problems
   * @throws ProviderFailure that says why none of them can be used
   */
  async read<T>(
    work: (member: MemberClient) => Promise<T>,
    options: Pick<ReadOptions, 'signal' | 'force'> & {
      mayBeWrong?: (value: T) => boolean;
    },
  ): Promise<T> {
    let secondBest: { member: MemberClient; value: T } | undefined;
    const failures = new Map<MemberClient, ProviderFailure>();
    let refusals = 0;
    for (const member of this.#problems.order(this.#current, options)) {
      const isPaused = loginAttempts().waitMs(member.address) > 0;
      if (isPaused || !this.#problems.mayUse(member)) continue;
      // A member that had a problem lately is no better.
      if (secondBest && this.#problems.isAvoided(member)) break;
      try {
        const value = await work(member);
        if (options.mayBeWrong?.(value)) {
          secondBest ??= { member, value };
          this.avoid(member);
          continue;
        }
        this.#use(member, [...failures.values()][0]);
        this.#failed = new Set(failures.keys());
        return value;
      } catch (error) {
        if (!this.addProblem(member, error)) throw error;
        failures.set(member, error as ProviderFailure);
        if ((error as ProviderFailure).code === 'UNAUTHORIZED') refusals += 1;
        // No time is left: the next refresh starts with the next member.
        if (options.signal.aborted || refusals >= MAX_REFUSALS) break;
      }
    }
    if (secondBest) {
      this.#use(secondBest.member, [...failures.values()][0]);
      this.#failed = new Set(failures.keys());
      this.avoid(secondBest.member);
      return secondBest.value;
    }
    throw this.#problems.summarize(failures);
  }

  /** Starts with another member the next time, for example if this one has no quorum. */
  avoid(member: MemberClient): void {
    this.#problems.avoid(member);
  }

  /** Whether the credentials may be sent to a member at all. */
  mayUse(member: MemberClient): boolean {
    return this.#problems.mayUse(member);
  }

  /** @returns false for an error that other members would have as well */
  addProblem(member: MemberClient, error: unknown): boolean {
    const before = this.#problems.lastingOf(member)?.code;
    if (!this.#problems.add(member, error)) return false;
    const lasting = this.#problems.lastingOf(member);
    if (member.total > 1 && lasting && lasting.code !== before) {
      const { number, total } = member;
      this.#logger.warn(`Address ${number} of ${total} cannot be used`, {
        reason: lasting.message,
      });
    }
    return true;
  }

  /** The member works. */
  clear(member: MemberClient): void {
    this.#problems.clear(member);
  }

  /** Checks members that could not be used from time to time, so that they are used again. */
  recheck(
    work: (member: MemberClient, signal: AbortSignal) => Promise<void>,
    options: Pick<ReadOptions, 'signal' | 'force'>,
  ): Promise<void> {
    const limits = { signals: [options.signal], ms: RECHECK_MS };
    return withinTime(limits, signal =>
      this.#recheck(member => work(member, signal), options),
    );
  }

  async #recheck(
    work: (member: MemberClient) => Promise<void>,
    options: Pick<ReadOptions, 'signal' | 'force'>,
  ): Promise<void> {
    for (const member of this.#problems.dueForRecheck(this.#current, options)) {
      const isPaused = loginAttempts().waitMs(member.address) > 0;
      if (isPaused || this.#failed.has(member)) continue;
      try {
        await work(member);
        this.#problems.clear(member);
      } catch (error) {
        this.addProblem(member, error);
        this.#problems.postpone(member);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map(member => member.close()));
  }

  #use(member: MemberClient, reason: ProviderFailure | undefined): void {
    this.#problems.clear(member);
    if (member === this.#current) return;
    this.#current = member;
    this.#logger.info(
      `Reading through address ${member.number} of ${member.total}`,
      { reason: reason?.message },
    );
  }
}
