import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isComplete, isDenied, type ClusterParts } from './ClusterParts';

/**
 * Whether an object or a fact that was not read is known not to exist. What may never be
 * read does not make the rest incomplete: neither a version that is denied nor a kind that
 * the role of an earlier version does not grant. Of a configured namespace, all is wanted.
 */
export function findCompleteness(parts: ClusterParts): {
  cluster: Pick<Completeness, 'nodes' | 'facts'>;
  workloads: boolean;
} {
  const { controllers, nodes, pods, versionFailed } = parts;
  return {
    cluster: { nodes: isComplete(nodes), facts: !versionFailed },
    workloads:
      isComplete(pods) &&
      controllers.every(
        ({ kind, list }) =>
          isComplete(list) || (!kind.rule.essential && isDenied(list)),
      ),
  };
}
