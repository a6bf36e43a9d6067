import type { ClusterRecord } from '../collector';
import { hidePosition, isNamedByPosition } from './hidePositions';

/** For callers who may not see every cluster. */
export function withoutPosition(record: ClusterRecord): ClusterRecord[] {
  const { name, topology } = record.snapshot;
  if (isNamedByPosition({ name, error: topology.error })) return [];
  return [
    {
      ...record,
      snapshot: { ...record.snapshot, topology: hidePosition(topology) },
    },
  ];
}
