import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  formatEnd,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { normalizeRef } from '../ownership';
import { problemId } from './problemId';
import { reasonOf } from './reasonOf';
import type { ClusterProblem } from './types';

/** Time to renew a certificate by hand: one that renews itself is newer. */
const SOON_MS = 21 * 86_400_000;

export interface ProviderProblemOptions {
  /** The first cluster of each provider that has one, by its name. */
  clusterOf: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What problems of a provider have in common. */
function ofProvider(
  { name, owner, type: provider }: ProviderStatus,
  { clusterOf }: ProviderProblemOptions,
) {
  const ref = normalizeRef(owner, { kind: 'group' });
  return {
    ...{ cluster: clusterOf.get(name) ?? name, provider, count: 1 },
    ...{ affected: [], affectedTotal: 0, entityRefs: [] },
    ownerRefs: ref ? [ref] : [],
  };
}

/** An entry that cannot be used, unless its clusters have problems of their own. */
function ofConfiguration(
  status: ProviderStatus,
  options: ProviderProblemOptions,
): ClusterProblem[] {
  const { error, name, state } = status;
  if (state !== 'misconfigured' || options.clusterOf.has(name)) return [];
  return [
    {
      ...ofProvider(status, options),
      id: problemId(name, 'configuration'),
      ...{ kind: 'misconfigured', severity: 'critical' },
      ...(error && reasonOf(error)),
    },
  ];
}

function ofCertificate(
  status: ProviderStatus,
  options: ProviderProblemOptions,
): ClusterProblem[] {
  const end = Date.parse(status.certificateExpiresAt ?? '');
  // Also false where the end is not known.
  if (!status.enabled || !(end - options.now < SOON_MS)) return [];
  const hint = coreMessage('renew-certificate');
  const code =
    end > options.now ? 'certificate-expires' : 'certificate-expired';
  return [
    {
      ...ofProvider(status, options),
      id: problemId(status.name, 'certificate'),
      ...{ kind: 'certificate-expires', severity: 'warning' },
      ...toReason(coreMessage(code, { end: formatEnd(end) })),
      ...{ hint: hint.message, hintCode: hint.code },
    },
  ];
}

/** Problems of the entries of the configuration, and of the servers that they name. */
export function findProviderProblems(
  providers: readonly ProviderStatus[],
  options: ProviderProblemOptions,
): ClusterProblem[] {
  return providers.flatMap(status => [
    ...ofConfiguration(status, options),
    ...ofCertificate(status, options),
  ]);
}
