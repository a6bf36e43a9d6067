import {
  ExpiringMap,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { OtherClusterFailure } from '../identity';
import type { UnusedAddress } from '../mappers/ClusterParts';
import { isLasting, summarizeFailures } from './memberFailures';
import type { MemberClient } from './MemberClient';

/** How long a member with a problem is tried last. */
const AVOID_MS = 5 * 60_000;

/** How long a member that refuses the credentials, or is of another cluster, is not tried. */
const EXCLUDE_MS = 10 * 60_000;

/** Whether another member may work: the problem is with this one. */
function isOfMember(error: unknown): error is ProviderFailure {
  if (!(error instanceof ProviderFailure)) return false;
  const { code, upstreamStatus = 0 } = error;
  // Other configuration errors are the same for all members.
  if (code === 'MISCONFIGURED') return error instanceof OtherClusterFailure;
  if (code === 'UPSTREAM_ERROR') {
    return upstreamStatus >= 500 || upstreamStatus === 404;
  }
  return (
    isLasting(error) ||
    ['UNREACHABLE', 'TIMEOUT', 'INVALID_RESPONSE'].includes(code)
  );
}

/** Problems of cluster members. A lasting one does not pass by itself. */
export class MemberProblems {
  readonly #members: readonly MemberClient[];
  readonly #avoided = new ExpiringMap<MemberClient, true>({ ttlMs: AVOID_MS });
  readonly #excluded = new ExpiringMap<MemberClient, true>({
    ttlMs: EXCLUDE_MS,
  });
  readonly #lasting = new Map<MemberClient, ProviderFailure>();
  /** Members whose certificate was not trusted the last time. */
  readonly #untrusted = new Set<MemberClient>();

  constructor(members: readonly MemberClient[]) {
    this.#members = members;
  }

  avoid(member: MemberClient): void {
    this.#avoided.set(member, true);
  }

  isAvoided(member: MemberClient): boolean {
    return this.#avoided.has(member);
  }

  /** @returns false for an error that other members would have as well */
  add(member: MemberClient, error: unknown): boolean {
    if (!isOfMember(error)) return false;
    this.avoid(member);
    if (error.code === 'TLS') this.#untrusted.add(member);
    if (isLasting(error)) {
      this.#lasting.set(member, error);
      this.#excluded.set(member, true);
    }
    return true;
  }

  lastingOf(member: MemberClient): ProviderFailure | undefined {
    return this.#lasting.get(member);
  }

  clear(member: MemberClient): void {
    this.#avoided.delete(member);
    this.#excluded.delete(member);
    this.#lasting.delete(member);
    this.#untrusted.delete(member);
  }

  /** Delays the next check of a member with a lasting problem. */
  postpone(member: MemberClient): void {
    if (this.#lasting.has(member)) this.#excluded.set(member, true);
  }

  /**
   * The members to try: the current one first and the others in their order, those with a
   * passing problem at the end. Those with a lasting one are left out if there are others.
   *
   * @param options - `force`: a person requested it, who may have solved a lasting problem
   */
  order(
    current: MemberClient,
    options: { force?: boolean } = {},
  ): MemberClient[] {
    const start = this.#members.indexOf(current);
    const all = this.#members.map(
      (_, step) => this.#members[(start + step) % this.#members.length],
    );
    const isAvoided = (member: MemberClient) => this.isAvoided(member);
    const isExcluded = (member: MemberClient) => this.#excluded.has(member);
    const left = all.filter(member => !isExcluded(member));
    const tried = [
      ...left.filter(member => !isAvoided(member)),
      ...left.filter(isAvoided),
    ];
    return tried.length === 0 || options.force
      ? [...tried, ...all.filter(isExcluded)]
      : tried;
  }

  /**
   * Whether the credentials may be sent to a member. If the certificate of an address is not
   * trusted, nothing is sent without encryption to those after it: an attacker on the network
   * could get the credentials by presenting a wrong certificate.
   */
  mayUse(member: MemberClient): boolean {
    if (member.isEncrypted) return true;
    return ![...this.#untrusted].some(({ number }) => number < member.number);
  }

  /** Members with a lasting problem that may be checked again: one at a time, or all by force. */
  dueForRecheck(
    current: MemberClient,
    { force }: { force?: boolean },
  ): MemberClient[] {
    const due = [...this.#lasting.keys()].filter(
      member =>
        member !== current &&
        this.mayUse(member) &&
        (force || !this.#excluded.has(member)),
    );
    return force ? due : due.slice(0, 1);
  }

  /** Members that are not used because of a lasting problem. */
  unused(current: MemberClient): UnusedAddress[] {
    return this.#members.flatMap(member => {
      const failure = this.lastingOf(member);
      const { number, total } = member;
      return failure && member !== current ? [{ number, total, failure }] : [];
    });
  }

  /**
   * Why no member can be used.
   *
   * @param tried - failures of those that were just tried, in that order
   */
  summarize(tried: Map<MemberClient, ProviderFailure>): ProviderFailure {
    const failures = new Map(tried);
    for (const [member, failure] of this.#lasting) {
      if (!failures.has(member)) failures.set(member, failure);
    }
    return summarizeFailures([...failures]);
  }
}
