import type { ClusterRecord } from '../collector';
import { misconfigured } from '../collector/toProviderError';
import { hidePosition } from '../config';

/** For callers who may not see every cluster. */
export function withoutPosition(record: ClusterRecord): ClusterRecord[] {
  const { entry, snapshot } = record;
  if (record.isNamedByPosition || entry.isNamedByPosition) return [];
  const { topology } = snapshot;
  const { issues } = topology.error ?? {};
  if (!issues) return [record];
  const error = misconfigured(issues.map(one => hidePosition(entry, one)));
  return [
    { ...record, snapshot: { ...snapshot, topology: { ...topology, error } } },
  ];
}
