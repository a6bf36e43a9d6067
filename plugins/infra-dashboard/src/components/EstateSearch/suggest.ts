import type {
  ClusterStatus,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { clusterState, matchesWords, toneOf } from '../../summary';
import { nameOfRef } from '../nameOfRef';
import type { Tone } from '../StatusBadge';

/** What a search can lead to. */
export type Suggestion =
  | { kind: 'cluster'; name: string; tone: Tone; cluster: string }
  | { kind: 'node'; name: string; tone: Tone; cluster: string }
  | { kind: 'entity'; name: string; entityRef: string }
  | { kind: 'workload'; name: string; tone: Tone; workload: Workload };

/** Suggestions of each kind. */
const MAX_OF_KIND = 3;

/** Workloads that are requested and suggested. */
export const MAX_WORKLOADS = 6;

function textOfNode({ addresses = [], name }: NodeStatus): string {
  return [name, ...addresses].join('\n');
}

/**
 * Clusters, nodes and entities whose names hold all words, and the workloads that the backend
 * found.
 */
export function suggest(
  text: string,
  found: { clusters: ClusterStatus[]; workloads: Workload[] },
): Suggestion[] {
  const { clusters, workloads } = found;
  const ofClusters = clusters
    .filter(({ displayName = '', name }) =>
      matchesWords(`${name}\n${displayName}`, text),
    )
    .map((one): Suggestion => {
      const tone = toneOf(clusterState(one));
      return { kind: 'cluster', name: one.name, tone, cluster: one.name };
    });
  const ofNodes = clusters.flatMap(({ name: cluster, nodes = [] }) =>
    nodes
      .filter(node => matchesWords(textOfNode(node), text))
      .map(({ health, name }): Suggestion => {
        return { kind: 'node', name, tone: health, cluster };
      }),
  );
  const refs = new Set(workloads.flatMap(({ entityRefs = [] }) => entityRefs));
  const ofEntities = [...refs]
    .filter(ref => matchesWords(nameOfRef(ref), text))
    .map((entityRef): Suggestion => {
      return { kind: 'entity', name: nameOfRef(entityRef), entityRef };
    });
  const ofWorkloads = workloads.map((workload): Suggestion => {
    const { health, name } = workload;
    return { kind: 'workload', name, tone: health, workload };
  });
  return [
    ...ofClusters.slice(0, MAX_OF_KIND),
    ...ofNodes.slice(0, MAX_OF_KIND),
    ...ofEntities.slice(0, MAX_OF_KIND),
    ...ofWorkloads.slice(0, MAX_WORKLOADS),
  ];
}
