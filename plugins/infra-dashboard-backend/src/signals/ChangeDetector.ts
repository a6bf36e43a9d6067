import { completenessOf, type ClusterRecord } from '../collector';

interface Seen {
  record: ClusterRecord;
  topology: unknown;
  workloads: unknown;
  error: string | undefined;
  enabled: boolean;
  /** State of each node. */
  nodes: Map<string, string>;
  /** Number of workloads in each state. */
  counts: Map<string, number>;
  signature: string;
}

/** More are not remembered of what an incomplete list lacks. */
const MAX_ENTRIES = 20_000;

/** What was seen before as far as it still counts. */
function keep<V>(
  seen: Map<string, V> | undefined,
  isComplete: boolean,
): Map<string, V> {
  return new Map(isComplete || (seen?.size ?? 0) > MAX_ENTRIES ? [] : seen);
}

/**
 * What of a cluster people wait for: states, not the numbers that always move. What an
 * incomplete list lacks counts as it was: it is not gone.
 */
function look({ entry, snapshot }: ClusterRecord, last: Seen | undefined) {
  const { topology, workloads } = snapshot;
  const complete = completenessOf(snapshot);
  const nodes = keep(last?.nodes, complete.nodes);
  for (const { name, status, health } of topology.data?.nodes ?? []) {
    nodes.set(name, `${status}/${health}`);
  }
  const counts = keep(last?.counts, complete.workloads);
  for (const [state, count] of workloads.data?.states ?? []) {
    counts.set(state, Math.max(count, counts.get(state) ?? 0));
  }
  const signature = JSON.stringify([
    entry.enabled,
    topology.error?.code,
    workloads.error?.code,
    topology.data?.health,
    [...nodes].sort(),
    [...counts].sort(),
  ]);
  return { nodes, counts, signature };
}

/** Detects which clusters changed their state since the last look. */
export class ChangeDetector {
  #seen: Map<string, Seen> | undefined;

  /** None on the first look, since nothing is known to have changed; also those that are gone. */
  findChanged(records: ClusterRecord[]): ClusterRecord[] {
    const before = this.#seen;
    const seen = new Map<string, Seen>();
    const changed: ClusterRecord[] = [];
    for (const record of records) {
      const { name } = record.snapshot;
      const last = before?.get(name);
      const next = this.#look(record, last);
      seen.set(name, next);
      if (next.signature !== last?.signature) changed.push(record);
    }
    this.#seen = seen;
    if (!before) return [];
    for (const [name, { record }] of before) {
      if (!seen.has(name)) changed.push(record);
    }
    return changed;
  }

  /** Readings are never changed in place, so that the same object needs no second look. */
  #look(record: ClusterRecord, last: Seen | undefined): Seen {
    const { topology, workloads } = record.snapshot;
    const next = {
      record,
      topology: topology.data,
      workloads: workloads.data,
      error: `${topology.error?.code} ${workloads.error?.code}`,
      enabled: record.entry.enabled,
    };
    const isSame =
      last &&
      last.topology === next.topology &&
      last.workloads === next.workloads &&
      last.error === next.error &&
      last.enabled === next.enabled;
    return { ...(isSame ? last : look(record, last)), ...next };
  }
}
