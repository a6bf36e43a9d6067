import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ofCluster } from './ofCluster';
import type { ClusterFacts, FoundProblem } from './types';

function ofStorage(storage: StorageStatus, facts: ClusterFacts): FoundProblem {
  const { backing, health, id, name, reasonCode, reasonParams, since } =
    storage;
  const isFailed = health === 'failed';
  // Several that are full of the same data are one problem.
  const cause = isFailed ? id : backing ?? id;
  return {
    ...ofCluster(facts, 'storage', cause),
    kind: isFailed ? 'storage-failed' : 'storage-degraded',
    severity: isFailed ? 'critical' : 'warning',
    ...{ storage: name, since, status: storage.type },
    ...{ statusReason: storage.statusReason, reasonCode, reasonParams },
  };
}

/** What is wrong with the storages of a cluster. Those of nodes that are down are unknown. */
export function findStorageProblems(facts: ClusterFacts): FoundProblem[] {
  const byId = new Map<string, FoundProblem>();
  for (const storage of facts.storages ?? []) {
    const { enabled, health } = storage;
    if (enabled === false) continue;
    if (health !== 'failed' && health !== 'degraded') continue;
    const found = ofStorage(storage, facts);
    const known = byId.get(found.id);
    byId.set(found.id, known ? { ...known, count: known.count + 1 } : found);
  }
  return [...byId.values()];
}
