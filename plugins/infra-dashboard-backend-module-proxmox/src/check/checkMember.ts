import type {
  ConnectionCheck,
  Message,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  type ProviderFailure,
  hintOf,
  messageOf,
  toCheckTexts,
  toCheckTitle,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import { toFailure } from '../failures';
import { message } from '../messages';
import { FINGERPRINT_COMMAND } from '../remedies';
import { versionSchema } from '../schemas';

export type Check = ConnectionCheck['checks'][number];
type Outcome = Omit<Check, 'id' | 'title' | 'titleCode' | 'titleParams'>;

const PASSED: Outcome = { status: 'passed' };
const SKIPPED: Outcome = { status: 'skipped' };

export function explain(failure: ProviderFailure): Omit<Outcome, 'status'> {
  return toCheckTexts(messageOf(failure), hintOf(failure));
}

type MemberStep = 'login' | 'reach' | 'tls' | 'same-cluster';

/** Id and title of a check of one member; of several, both contain its number. */
export function describeStep(
  id: string,
  step: MemberStep,
  { number, total }: MemberClient,
): Pick<Check, 'id' | 'title' | 'titleCode' | 'titleParams'> {
  return total > 1
    ? {
        id: `${id}-${number}`,
        ...toCheckTitle(message(`title-${step}-of`, { number, total })),
      }
    : { id, ...toCheckTitle(message(`title-${step}`)) };
}

/** A member that is not tried, and why. */
export function toSkipped(member: MemberClient, reason: Message): Check {
  return {
    ...describeStep('authenticate', 'login', member),
    ...SKIPPED,
    ...toCheckTexts(reason),
  };
}

/** Whether the connection is secure, after a response. */
function judgeTls(member: MemberClient): Outcome {
  if (!member.isEncrypted) {
    return {
      status: 'warning',
      ...toCheckTexts(
        message('check-not-encrypted'),
        message('fix-not-encrypted'),
      ),
    };
  }
  if (member.acceptsAnyCertificate) {
    return {
      status: 'warning',
      ...toCheckTexts(
        message('check-any-certificate'),
        message('fix-any-certificate', { command: FINGERPRINT_COMMAND }),
      ),
    };
  }
  return PASSED;
}

function toOutcomes(
  failure: ProviderFailure,
  member: MemberClient,
): Record<'reach' | 'tls' | 'login', Outcome> {
  const failed: Outcome = { status: 'failed', ...explain(failure) };
  switch (failure.code) {
    case 'TLS': {
      const remedy = message('fix-certificate', {
        hint: hintOf(failure) ?? '',
        command: FINGERPRINT_COMMAND,
      });
      const texts = toCheckTexts(messageOf(failure), remedy);
      return { reach: PASSED, tls: { ...failed, ...texts }, login: SKIPPED };
    }
    case 'MISCONFIGURED':
      // The file of the certificate authority: nothing was sent yet.
      return { reach: SKIPPED, tls: failed, login: SKIPPED };
    case 'UNAUTHORIZED':
    case 'FORBIDDEN':
      return { reach: PASSED, tls: judgeTls(member), login: failed };
    default:
      return { reach: failed, tls: SKIPPED, login: SKIPPED };
  }
}

/**
 * Reach, TLS and login of one member, by one `GET /version`. The steps after the one that fails
 * are skipped.
 */
export async function checkMember(
  member: MemberClient,
  signal: AbortSignal,
): Promise<{ checks: Check[]; failure?: ProviderFailure }> {
  const toChecks = (outcomes: ReturnType<typeof toOutcomes>): Check[] => [
    { ...describeStep('reach', 'reach', member), ...outcomes.reach },
    { ...describeStep('tls', 'tls', member), ...outcomes.tls },
    { ...describeStep('authenticate', 'login', member), ...outcomes.login },
  ];
  try {
    const response = await member.get('/version', { signal });
    const version = versionSchema.safeParse(response).data?.version;
    const login = {
      ...PASSED,
      ...(version && toCheckTexts(message('check-version', { version }))),
    };
    return {
      checks: toChecks({ reach: PASSED, tls: judgeTls(member), login }),
    };
  } catch (error) {
    const failure = toFailure(error);
    return { failure, checks: toChecks(toOutcomes(failure, member)) };
  }
}
