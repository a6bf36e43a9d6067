import { countBy } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';

interface Seen {
  topology: unknown;
  workloads: unknown;
  error: string | undefined;
  enabled: boolean;
  signature: string;
}

/** What of a cluster people wait for: states, not the numbers that always move. */
function signatureOf({ entry, snapshot }: ClusterRecord): string {
  const { topology, workloads } = snapshot;
  return JSON.stringify([
    entry.enabled,
    topology.error?.code,
    workloads.error?.code,
    topology.data?.health,
    topology.data?.nodes.map(({ name, status, health }) => [
      name,
      status,
      health,
    ]),
    workloads.data &&
      countBy(workloads.data.items, one => `${one.status}/${one.health}`),
  ]);
}

/** Tells whether the state of any cluster changed since the last look. */
export class ChangeDetector {
  #seen: Map<string, Seen> | undefined;

  /** False on the first look, since nothing is known to have changed. */
  hasChanged(records: ClusterRecord[]): boolean {
    const before = this.#seen;
    const seen = new Map<string, Seen>();
    let changed = before !== undefined && before.size !== records.length;
    for (const record of records) {
      const { name } = record.snapshot;
      const last = before?.get(name);
      const next = this.#look(record, last);
      seen.set(name, next);
      changed ||= before !== undefined && next.signature !== last?.signature;
    }
    this.#seen = seen;
    return changed;
  }

  /** Readings are never changed in place, so that the same object needs no second look. */
  #look(record: ClusterRecord, last: Seen | undefined): Seen {
    const { topology, workloads } = record.snapshot;
    const next = {
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
    return {
      ...next,
      signature: isSame ? last.signature : signatureOf(record),
    };
  }
}
