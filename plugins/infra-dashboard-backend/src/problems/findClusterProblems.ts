import { ofCluster } from './ofCluster';
import { reasonOf } from './reasonOf';
import type { ClusterFacts, FoundProblem, ProblemCluster } from './types';

function ofRead(facts: ClusterFacts): FoundProblem | undefined {
  const { cluster, dependents, unreachableSince } = facts;
  const { error, freshness, health } = cluster;
  if (!error) return undefined;
  const common = ofCluster(facts, 'read');
  // One failed read is no outage: what was read before it is still believed.
  const isBlind = !freshness.observedAt || health === 'unknown';
  return {
    ...common,
    kind:
      error.code === 'MISCONFIGURED' ? 'misconfigured' : 'cluster-unreachable',
    severity: isBlind ? 'critical' : 'warning',
    ...reasonOf(error),
    since: unreachableSince ?? freshness.observedAt,
    ...(dependents && {
      affectedTotal: dependents.total,
      ownerRefs: [...new Set([...common.ownerRefs, ...dependents.ownerRefs])],
      entityRefs: dependents.entityRefs,
    }),
  };
}

function ofWorkloadsRead(facts: ClusterFacts): FoundProblem | undefined {
  const { error, workloadsError, workloadsFreshness } = facts.cluster;
  if (!workloadsError || workloadsError.message === error?.message) {
    return undefined;
  }
  return {
    ...ofCluster(facts, 'workloads'),
    ...{ kind: 'workloads-unreadable', severity: 'warning' },
    ...reasonOf(workloadsError),
    since: workloadsFreshness?.observedAt,
  };
}

function ofAge(facts: ClusterFacts): FoundProblem | undefined {
  const { freshness, workloadsFreshness } = facts.cluster;
  const old = [freshness, workloadsFreshness].find(
    one => one?.state === 'stale',
  );
  return (
    old && {
      ...ofCluster(facts, 'age'),
      ...{ kind: 'cluster-stale', severity: 'warning' },
      since: old.observedAt,
    }
  );
}

/** The health that a cluster has, or had when it was last read. */
function standingHealth(cluster: ProblemCluster) {
  return cluster.lastKnownHealth ?? cluster.health;
}

/** What is wrong with the cluster by its platform. */
export function findClusterHealth(
  facts: ClusterFacts,
): FoundProblem | undefined {
  const { cluster } = facts;
  const health = standingHealth(cluster);
  if (health !== 'failed' && health !== 'degraded') return undefined;
  const { reasonCode, reasonParams, since, statusReason } = cluster;
  return {
    ...ofCluster(facts, 'health'),
    kind: health === 'failed' ? 'cluster-failed' : 'cluster-degraded',
    severity: health === 'failed' ? 'critical' : 'warning',
    ...{ status: health, statusReason, reasonCode, reasonParams },
    // Of a health that is only the last known one, the start is not known.
    since: health === cluster.health ? since : undefined,
  };
}

/** Why what is known of a cluster is old or missing. */
export function findReadProblems(facts: ClusterFacts): FoundProblem[] {
  const found = [ofRead(facts), ofWorkloadsRead(facts)].filter(
    one => one !== undefined,
  );
  if (found.length > 0) return found;
  const old = ofAge(facts);
  return old ? [old] : [];
}
