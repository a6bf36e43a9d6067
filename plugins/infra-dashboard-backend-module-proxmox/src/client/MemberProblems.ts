import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { OtherClusterFailure } from '../identity';
import type { MemberClient } from './MemberClient';

/** How long a member with a problem is tried last. */
const AVOID_MS = 5 * 60_000;

/** How long a member that refuses us or is another cluster's is not tried beside others. */
const EXCLUDE_MS = 10 * 60_000;

/** So many failures are told one by one. */
const MAX_DETAILS = 3;

/** Problems that do not pass by themselves, the most serious first. */
const LASTING = {
  MISCONFIGURED: 'address-of-another-cluster',
  TLS: 'address-not-trusted',
  UNAUTHORIZED: 'address-refuses-credentials',
  FORBIDDEN: 'address-refuses-credentials',
} as const;

type LastingCode = keyof typeof LASTING;

const isLasting = (code: string): code is LastingCode => code in LASTING;

/** Whether another member may do better: it is this one that cannot be used. */
function isOfMember(error: unknown): error is ProviderFailure {
  if (!(error instanceof ProviderFailure)) return false;
  const { code, upstreamStatus = 0 } = error;
  // Any other fault of the configuration is that of all members.
  if (code === 'MISCONFIGURED') return error instanceof OtherClusterFailure;
  if (code === 'UPSTREAM_ERROR') {
    return upstreamStatus >= 500 || upstreamStatus === 404;
  }
  return (
    isLasting(code) ||
    ['UNREACHABLE', 'TIMEOUT', 'INVALID_RESPONSE'].includes(code)
  );
}

/** Which of the first is told, where they fail for different reasons. */
function rankOf({ code }: ProviderFailure): number {
  if (code === 'MISCONFIGURED') return 0;
  if (code === 'TLS') return 1;
  return isLasting(code) ? 3 : 2;
}

/** What is known against members of a cluster. All times are monotonic. */
export class MemberProblems {
  readonly #members: readonly MemberClient[];
  readonly #avoidUntil = new Map<MemberClient, number>();
  readonly #lasting = new Map<
    MemberClient,
    { failure: ProviderFailure; until: number }
  >();
  /** Whose certificate was not trusted since they were last read. */
  readonly #untrusted = new Set<MemberClient>();

  constructor(members: readonly MemberClient[]) {
    this.#members = members;
  }

  avoid(member: MemberClient): void {
    this.#avoidUntil.set(member, performance.now() + AVOID_MS);
  }

  /** @returns false for an error that other members would have as well */
  note(member: MemberClient, error: unknown): boolean {
    if (!isOfMember(error)) return false;
    this.avoid(member);
    if (error.code === 'TLS') this.#untrusted.add(member);
    if (isLasting(error.code)) {
      const until = performance.now() + EXCLUDE_MS;
      this.#lasting.set(member, { failure: error, until });
    }
    return true;
  }

  /** The problem of a member that does not pass by itself. */
  lastingOf(member: MemberClient): ProviderFailure | undefined {
    return this.#lasting.get(member)?.failure;
  }

  clear(member: MemberClient): void {
    this.#avoidUntil.delete(member);
    this.#lasting.delete(member);
    this.#untrusted.delete(member);
  }

  /** Looks at the member again after a while only. */
  postpone(member: MemberClient): void {
    const problem = this.#lasting.get(member);
    if (problem) problem.until = performance.now() + EXCLUDE_MS;
  }

  /**
   * Who is tried: the current member first and the others in their order, those with a
   * passing problem at the end. Those with a lasting one are left out where there are others.
   *
   * @param options - `force`: a person asks, who may have solved a lasting problem
   */
  order(
    current: MemberClient,
    options: { force?: boolean } = {},
  ): MemberClient[] {
    const now = performance.now();
    const start = this.#members.indexOf(current);
    const all = this.#members.map(
      (_, step) => this.#members[(start + step) % this.#members.length],
    );
    const isAvoided = (member: MemberClient) =>
      (this.#avoidUntil.get(member) ?? 0) > now;
    const isExcluded = (member: MemberClient) =>
      (this.#lasting.get(member)?.until ?? 0) > now;
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
   * Whether the credentials may be sent to a member. Where the certificate of an address is
   * not trusted, nothing is sent without encryption to those behind it: whoever is on the
   * way could get the credentials like that.
   */
  mayUse(member: MemberClient): boolean {
    if (member.isEncrypted) return true;
    return ![...this.#untrusted].some(({ number }) => number < member.number);
  }

  /** Members that cannot be used and may be looked at again: one at a time, or all by force. */
  dueForRecheck(
    current: MemberClient,
    { force }: { force?: boolean },
  ): MemberClient[] {
    const now = performance.now();
    const due = [...this.#lasting]
      .filter(([member]) => member !== current && this.mayUse(member))
      .filter(([, { until }]) => force || until <= now)
      .map(([member]) => member);
    return force ? due : due.slice(0, 1);
  }

  limitations(current: MemberClient): Limitation[] {
    return this.#members.flatMap(member => {
      const failure = this.lastingOf(member);
      if (!failure || member === current || !isLasting(failure.code)) return [];
      const { hint } = failure;
      return [
        {
          code: LASTING[failure.code],
          message:
            failure.code === 'MISCONFIGURED'
              ? `${failure.message}, and is not used`
              : `${this.#nameOf(member)} is not used: ${failure.message}`,
          ...(hint && { remedy: hint }),
        },
      ];
    });
  }

  /**
   * Why no member can be used.
   *
   * @param tried - failures of those that were tried just now, in that order
   */
  summarize(tried: Map<MemberClient, ProviderFailure>): ProviderFailure {
    const failures = new Map(tried);
    for (const [member, { failure }] of this.#lasting) {
      if (!failures.has(member)) failures.set(member, failure);
    }
    const [first, ...others] = [...failures].sort(
      ([, a], [, b]) => rankOf(a) - rankOf(b),
    );
    if (!first) {
      return new ProviderFailure(
        'UNAUTHORIZED',
        'The credentials were refused, and are not tried again for some minutes',
      );
    }
    const { code, message, hint, retryAfterMs, upstreamStatus } = first[1];
    const isTold = ([, failure]: (typeof others)[number]) =>
      failure.code !== code || code === 'MISCONFIGURED';
    const told = others.filter(isTold).slice(0, MAX_DETAILS);
    const rest = others.length - told.length;
    return new ProviderFailure(
      code,
      [
        message,
        ...told.map(([member, failure]) =>
          failure.code === 'MISCONFIGURED'
            ? failure.message
            : `${this.#nameOf(member)}: ${failure.message}`,
        ),
        ...(rest > 0 ? [this.#countFailed(rest)] : []),
      ].join('; '),
      { hint, retryAfterMs, upstreamStatus },
    );
  }

  #nameOf({ number, count }: MemberClient): string {
    return `Address ${number} of ${count}`;
  }

  #countFailed(count: number): string {
    return count === 1
      ? 'the other address fails as well'
      : `the ${count} other addresses fail as well`;
  }
}
