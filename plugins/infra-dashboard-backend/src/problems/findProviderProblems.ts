import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { problemId } from './problemId';
import { reasonOf } from './reasonOf';
import type { ClusterProblem } from './types';

/**
 * Entries of the configuration that cannot be used and bring no cluster.
 *
 * @param clusters - names of those that have problems of their own
 */
export function findProviderProblems(
  providers: readonly ProviderStatus[],
  clusters: ReadonlySet<string>,
): ClusterProblem[] {
  return providers
    .filter(
      ({ name, state }) => state === 'misconfigured' && !clusters.has(name),
    )
    .map(({ error, name, type: provider }) => ({
      id: problemId(name, 'configuration'),
      ...{ kind: 'misconfigured', severity: 'critical' },
      ...{ cluster: name, provider, count: 1 },
      ...(error && reasonOf(error)),
      ...{ affected: [], affectedTotal: 0, ownerRefs: [], entityRefs: [] },
    }));
}
