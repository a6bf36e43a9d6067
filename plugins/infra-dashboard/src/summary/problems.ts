import type {
  ClusterStatus,
  Freshness,
  Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toneOf, type ClusterState } from './clusterState';
import type { ReadState } from './staleness';

/** Something that is wrong with a cluster, or with what is known of it. */
export interface Problem {
  /** Of the cluster itself, of reading it or its workloads, or no new data without a reason. */
  kind: 'health' | 'read' | 'workloads' | 'stale';
  /** The word for it. */
  state: ClusterState;
  tone: Health;
  /** 1 or more; more is worse. */
  urgency: number;
  reason?: string;
  /** ISO 8601 time since which it is so, where that is known. */
  since?: string;
  hint?: string;
  /** How old the data is that the problem leaves us with. */
  freshness?: Freshness;
}

/** The health that a cluster has, or had when it was last read. */
export function standingHealth(cluster: ClusterStatus): Health {
  const { health, lastKnownHealth } = cluster;
  return health === 'unknown' ? lastKnownHealth ?? health : health;
}

/** Why what is known is old or missing. Empty where everything is fresh. */
export function readProblems(
  of: ReadState & { health?: Health; since?: string },
): Problem[] {
  const { error, freshness, health, workloadsError } = of;
  const workloadsFreshness = of.workloadsFreshness ?? freshness;
  const problems: Problem[] = [];
  if (error) {
    // Without data that may be believed, nothing is known of the cluster.
    const isBlind = !freshness?.observedAt || health === 'unknown';
    problems.push({
      ...{ kind: 'read', state: error.code, freshness },
      tone: isBlind ? 'failed' : 'degraded',
      urgency: isBlind ? 5 : 3,
      ...{ reason: error.message, hint: error.hint },
      since: health === 'unknown' ? of.since : undefined,
    });
  }
  if (workloadsError && workloadsError.message !== error?.message) {
    problems.push({
      ...{ kind: 'workloads', state: workloadsError.code, tone: 'degraded' },
      ...{ urgency: 1, freshness: workloadsFreshness },
      ...{ reason: workloadsError.message, hint: workloadsError.hint },
    });
  }
  const old = [freshness, workloadsFreshness].find(
    one => one?.state === 'stale',
  );
  if (problems.length === 0 && old) {
    problems.push({
      ...{ kind: 'stale', state: 'stale', tone: 'degraded' },
      ...{ urgency: 1, freshness: old },
    });
  }
  return problems;
}

/**
 * All problems of a cluster, the worst first. A failed read is listed in addition to earlier
 * problems, not instead of them.
 */
export function problemsOf(cluster: ClusterStatus): Problem[] {
  if (cluster.freshness.state === 'disabled') return [];
  const problems = readProblems(cluster);
  const health = standingHealth(cluster);
  if (health === 'failed' || health === 'degraded') {
    problems.push({
      ...{ kind: 'health', state: health, tone: toneOf(health) },
      urgency: health === 'failed' ? 4 : 2,
      reason: cluster.statusReason,
      // Of a health that is only the last known one, the start is not known.
      since: health === cluster.health ? cluster.since : undefined,
    });
  }
  return problems.sort((a, b) => b.urgency - a.urgency);
}
