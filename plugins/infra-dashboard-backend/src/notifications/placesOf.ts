import type { ClusterRecord } from '../collector';
import { normalizeRef } from '../ownership';

/** What is known of the places that problems are of: clusters, and entries by their names. */
export interface Places {
  /** Names of those that something is known of: what they lack is over. */
  clusters: ReadonlySet<string>;
  /** Names of all that are configured. */
  configured: ReadonlySet<string>;
  /** Owners of clusters, by their names. */
  ownerOf: ReadonlyMap<string, string>;
}

const isRead = ({ entry, snapshot: { topology } }: ClusterRecord) =>
  entry.enabled && Boolean(topology.data || topology.error);

/**
 * The places of all configured clusters. A cluster has the name of its entry as long as the entry
 * cannot be used, and often another one later.
 */
export function placesOf(records: readonly ClusterRecord[]): Places {
  const unread = records.filter(record => !isRead(record));
  const unreadEntries = new Set(unread.map(({ entry }) => entry.name));
  const clusters = new Set<string>();
  const configured = new Set<string>();
  const ownerOf = new Map<string, string>();
  for (const record of records) {
    const { entry, snapshot } = record;
    configured.add(entry.name).add(snapshot.name);
    if (!unreadEntries.has(entry.name)) clusters.add(entry.name);
    if (isRead(record)) clusters.add(snapshot.name);
    const owner = normalizeRef(entry.owner, { kind: 'group' });
    if (owner) ownerOf.set(snapshot.name, owner);
  }
  return { clusters, configured, ownerOf };
}
