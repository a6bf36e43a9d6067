import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  hintOf,
  messageOf,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { MemberClient } from './MemberClient';

/** Number of failures of other members that are described. */
const MAX_DETAILS = 3;

const LASTING = ['MISCONFIGURED', 'TLS', 'UNAUTHORIZED', 'FORBIDDEN'];

/** Whether the problem does not pass by itself. */
export function isLasting({ code }: ProviderFailure): boolean {
  return LASTING.includes(code);
}

/** Which failure is described first if members fail for different reasons. */
function rankOf(failure: ProviderFailure): number {
  if (failure.code === 'MISCONFIGURED') return 0;
  if (failure.code === 'TLS') return 1;
  return isLasting(failure) ? 3 : 2;
}

/** The first failure, with what is different at the other members. */
function describe(
  first: ProviderFailure,
  others: Array<[MemberClient, ProviderFailure]>,
): Message {
  const { code } = first;
  const described = others
    .filter(([, other]) => other.code !== code || code === 'MISCONFIGURED')
    .slice(0, MAX_DETAILS);
  const count = others.length - described.length;
  if (described.length === 0) {
    return message('addresses-failed-alike', {
      count,
      first: messageOf(first),
    });
  }
  const details = described.map(([{ number, total }, other]) =>
    message('address-failed', { number, total, reason: messageOf(other) }),
  );
  return message('addresses-failed', {
    first: messageOf(first),
    details: [...details, ...(count > 0 ? [`+${count}`] : [])],
  });
}

/** Why no member can be used, the most important failure first. */
export function summarizeFailures(
  failures: Array<[MemberClient, ProviderFailure]>,
): ProviderFailure {
  const [first, ...others] = failures.sort(
    ([, a], [, b]) => rankOf(a) - rankOf(b),
  );
  if (!first) {
    return new ProviderFailure('UNAUTHORIZED', message('credentials-paused'));
  }
  const [, failure] = first;
  if (others.length === 0) return failure;
  const { code, retryAfterMs, upstreamStatus } = failure;
  return new ProviderFailure(code, describe(failure, others), {
    hint: hintOf(failure),
    retryAfterMs,
    upstreamStatus,
  });
}
