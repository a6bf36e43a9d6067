import type { ClusterRecord } from '../collector';
import { composeReadState } from './composeCluster';
import type { QueriedCluster } from './query/QueriedCluster';

/** Use of workloads is written about once a minute. */
const USAGE_MS = 60_000;

/** What responses about clusters and nodes are made of, as far as it can change. */
export function revisionOfClusters(
  records: readonly ClusterRecord[],
  now: number,
): string {
  return JSON.stringify(
    records.map(record => {
      const { entry, snapshot } = record;
      const { topology, workloads } = snapshot;
      const { freshness, workloadsFreshness } = composeReadState(record, now);
      return [
        ...[entry.name, entry.type, entry.enabled, snapshot.name],
        ...[entry.owner, entry.labels],
        ...[snapshot.since, topology.observedAt, workloads.observedAt],
        ...[topology.error, workloads.error, workloads.data?.counts],
        ...[freshness.state, workloadsFreshness.state],
      ];
    }),
  );
}

/** The same for lists of workloads; undefined where they change by themselves. */
export function revisionOfWorkloads(
  query: { q?: string; entityRef?: string },
  options: {
    clusters: readonly QueriedCluster[];
    observedAt: (cluster: number) => number;
    withParts: (entityRef: string) => Set<string>;
  },
): string | undefined {
  // Ages change without a reading.
  if (/[<>]/.test(query.q ?? '')) return undefined;
  const { clusters, observedAt, withParts } = options;
  return JSON.stringify([
    clusters.map(({ id, name, provider, providerName, revision }) => [
      ...[id, revision, name, provider, providerName],
      Math.floor(observedAt(id) / USAGE_MS),
    ]),
    query.entityRef && [...withParts(query.entityRef)].sort(),
  ]);
}
