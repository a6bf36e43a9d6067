import { entitiesBehind, ownersBehind } from './behind';
import { findAppProblems } from './findAppProblems';
import { findClusterHealth, findReadProblems } from './findClusterProblems';
import { findNodeProblems, isDown } from './findNodeProblems';
import { findStorageProblems } from './findStorageProblems';
import { findUpkeepProblems } from './findUpkeepProblems';
import { foldReplicas } from './foldReplicas';
import type { ClusterFacts, FoundProblem, Role } from './types';

/** Codes of the reasons of clusters that only count their nodes. */
const BY_NODES = /^(nodes|hosts)-/;

/**
 * What is wrong with a cluster, its nodes and its apps, one problem for each cause. A failed
 * read is listed in addition to earlier problems, not instead of them.
 */
export async function findProblems(
  facts: ClusterFacts,
  roleOf: (type: string) => Role | undefined,
): Promise<FoundProblem[]> {
  const { cluster, controllers, nodes, workloads } = facts;
  const { freshness, reasonCode } = cluster;
  if (freshness.state === 'disabled') return [];
  const down = nodes.filter(isDown);
  const downNodes = new Set(down.map(({ name }) => name));
  const { apps, behind } = await foldReplicas({
    ...{ workloads, controllers, downNodes, roleOf },
  });
  const found = findReadProblems(facts);
  const ofNodes = findNodeProblems(facts, behind);
  const ofApps = await findAppProblems(cluster.name, apps, roleOf);
  const health = findClusterHealth(facts);
  const isAllDown = down.length > 0 && down.length === nodes.length;
  if (health && isAllDown && nodes.length > 1) {
    // The cluster is the cause, or shares it; its nodes are behind it.
    const affected = [...behind.values()].flat();
    found.push({
      ...health,
      ...{ affected, affectedTotal: affected.length },
      ownerRefs: [...new Set([...health.ownerRefs, ...ownersBehind(affected)])],
      entityRefs: entitiesBehind(affected),
      replaces: ofNodes.map(({ id }) => ({ id })),
    });
  } else {
    const isOfNodes =
      ofNodes.length > 0 &&
      reasonCode !== undefined &&
      BY_NODES.test(reasonCode);
    if (health && !isOfNodes) found.push(health);
    found.push(...ofNodes);
  }
  // As arguments of one call they may be too many.
  const all = [
    ...found,
    ...findStorageProblems(facts),
    ...ofApps,
    ...findUpkeepProblems(facts),
  ];
  if (freshness.state !== 'stale') return all;
  // What was wrong before the read failed still is, as far as is known.
  return all.map(one => ({ ...one, observedAt: freshness.observedAt }));
}
