import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  toLimitation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';

/**
 * The clusters that are one and the same by their platform's own identity: the names of the
 * others, and of the first of all.
 */
export type Duplicates = Map<string, { others: string[]; first: string }>;

/** Groups of clusters that share an id. */
function groupByUid(records: readonly ClusterRecord[]): Set<string[]> {
  const byUid = new Map<string, string[]>();
  for (const { entry, snapshot } of records) {
    if (!entry.enabled) continue;
    const keys = (snapshot.topology.data?.uids ?? []).map(uid =>
      JSON.stringify([entry.type, uid]),
    );
    const group = keys.map(key => byUid.get(key)).find(Boolean) ?? [];
    group.push(snapshot.name);
    for (const key of keys) byUid.set(key, group);
  }
  return new Set(byUid.values());
}

/**
 * Finds clusters that are configured more than once, such as through two of their members or
 * contexts.
 *
 * @param records - only those that the caller may see: the others are not to be named
 */
export function findDuplicates(records: readonly ClusterRecord[]): Duplicates {
  const duplicates: Duplicates = new Map();
  for (const names of groupByUid(records)) {
    if (names.length < 2) continue;
    for (const name of names) {
      duplicates.set(name, {
        others: names.filter(other => other !== name),
        first: names[0],
      });
    }
  }
  return duplicates;
}

/** The limitation of a cluster that is configured under other names as well. */
export function describeDuplicate(others: string[]): Limitation {
  return toLimitation(
    coreMessage('duplicate-cluster', { clusters: others.join(', ') }),
    coreMessage('remove-duplicates'),
  );
}
