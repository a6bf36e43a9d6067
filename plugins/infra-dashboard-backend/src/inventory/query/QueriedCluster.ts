import type { NamedCluster } from './whereAllowed';

/** A cluster whose workloads are queried. */
export interface QueriedCluster extends NamedCluster {
  /** Id of its row. */
  id: number;
  /** Changes whenever its rows do. */
  revision: number;
}

/** Changes when the rows of clusters do, or what rules take them. */
export function versionOf(clusters: readonly QueriedCluster[]): string {
  // Which rules take a cluster depends on its platform as well.
  return JSON.stringify(
    clusters.map(({ provider, revision }) => [provider, revision]),
  );
}
