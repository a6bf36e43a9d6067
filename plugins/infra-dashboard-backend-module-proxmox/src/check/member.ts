import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { invalidResponse } from '../failures';
import type { MemberClient } from '../client/MemberClient';
import { versionSchema } from '../schemas';

export type Check = ConnectionCheck['checks'][number];

const FINGERPRINT_COMMAND =
  'openssl x509 -in /etc/pve/local/pve-ssl.pem -noout -fingerprint -sha256';

export function toFailure(error: unknown): ProviderFailure {
  return error instanceof ProviderFailure ? error : invalidResponse();
}

export function explain(
  failure: ProviderFailure,
): Pick<Check, 'message' | 'remedy'> {
  return {
    message: failure.message,
    ...(failure.hint && { remedy: failure.hint }),
  };
}

/** How sure it is whom we talk to, once an answer has come. */
function judgeTls(
  member: MemberClient,
): Pick<Check, 'status' | 'message' | 'remedy'> {
  if (!member.isEncrypted) {
    return {
      status: 'warning',
      message:
        'The connection is not encrypted; the credentials can be read on the way',
      remedy: 'Set an https URL',
    };
  }
  if (member.acceptsAnyCertificate) {
    return {
      status: 'warning',
      message: 'Every certificate is accepted (allowInsecure)',
      remedy: `Set fingerprint to what this prints on the node, and allowInsecure to false:\n${FINGERPRINT_COMMAND}`,
    };
  }
  return { status: 'passed' };
}

export function labelsOf({ number, count }: MemberClient) {
  return count > 1
    ? { suffix: `-${number}`, where: ` (address ${number} of ${count})` }
    : { suffix: '', where: '' };
}

/** Why a member is not tried at all. */
export function notTried(member: MemberClient, message: string): Check[] {
  const { suffix, where } = labelsOf(member);
  return [
    {
      id: `authenticate${suffix}`,
      title: `Log in${where}`,
      status: 'skipped',
      message,
    },
  ];
}

/**
 * Reach, TLS and login of one member, by one `GET /version`. What comes after the step
 * that fails is skipped.
 */
export async function checkMember(
  member: MemberClient,
  { signal }: { signal: AbortSignal },
): Promise<{ checks: Check[]; failure?: ProviderFailure }> {
  const { suffix, where } = labelsOf(member);
  const reach = { id: `reach${suffix}`, title: `Reach the API${where}` };
  const tls = { id: `tls${suffix}`, title: `Trust its certificate${where}` };
  const login = { id: `authenticate${suffix}`, title: `Log in${where}` };
  const passed = { status: 'passed' } as const;
  const skipped = { status: 'skipped' } as const;
  try {
    const answer = await member.get('/version', { signal });
    const version = versionSchema.safeParse(answer).data?.version;
    return {
      checks: [
        { ...reach, ...passed },
        { ...tls, ...judgeTls(member) },
        { ...login, ...passed, ...(version && { message: `PVE ${version}` }) },
      ],
    };
  } catch (error) {
    const failure = toFailure(error);
    const failed = { status: 'failed', ...explain(failure) } as const;
    switch (failure.code) {
      case 'TLS':
        return {
          failure,
          checks: [
            { ...reach, ...passed },
            {
              ...tls,
              ...failed,
              remedy: `${failure.hint}. On the node this prints its fingerprint:\n${FINGERPRINT_COMMAND}`,
            },
            { ...login, ...skipped },
          ],
        };
      case 'MISCONFIGURED':
        // The file of the authority: nothing was sent yet.
        return {
          failure,
          checks: [
            { ...reach, ...skipped },
            { ...tls, ...failed },
            { ...login, ...skipped },
          ],
        };
      case 'UNAUTHORIZED':
      case 'FORBIDDEN':
        return {
          failure,
          checks: [
            { ...reach, ...passed },
            { ...tls, ...judgeTls(member) },
            { ...login, ...failed },
          ],
        };
      default:
        return {
          failure,
          checks: [
            { ...reach, ...failed },
            { ...tls, ...skipped },
            { ...login, ...skipped },
          ],
        };
    }
  }
}
