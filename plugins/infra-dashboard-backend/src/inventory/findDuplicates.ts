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

/**
 * Finds clusters that are configured more than once: a platform whose clusters have no name of
 * their own is easily configured twice. The uid among the facts of a cluster shows it.
 *
 * @param records - only those that the caller may see: the others are not to be named
 */
export function findDuplicates(records: readonly ClusterRecord[]): Duplicates {
  const byIdentity = new Map<string, string[]>();
  for (const { entry, snapshot } of records) {
    const uid = snapshot.topology.data?.metadata?.uid;
    if (uid && entry.enabled) {
      const identity = JSON.stringify([entry.type, uid]);
      const names = byIdentity.get(identity);
      if (names) names.push(snapshot.name);
      else byIdentity.set(identity, [snapshot.name]);
    }
  }
  const duplicates: Duplicates = new Map();
  for (const names of byIdentity.values()) {
    if (names.length > 1) {
      for (const name of names) {
        duplicates.set(name, {
          others: names.filter(other => other !== name),
          first: names[0],
        });
      }
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
