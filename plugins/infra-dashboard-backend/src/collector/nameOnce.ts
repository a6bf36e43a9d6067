import type { ClusterRecord } from './types';

/**
 * Makes names of clusters unique: those of a provider with several clusters are not known
 * when the configuration is read. One whose name is taken says so instead of mixing its
 * nodes and workloads with those of the other.
 */
export function nameOnce(records: ClusterRecord[]): ClusterRecord[] {
  // An entry's own name was there first, wherever the entry stands.
  const owners = new Map(
    records
      .filter(({ entry, snapshot }) => entry.name === snapshot.name)
      .map(record => [record.snapshot.name, record]),
  );
  return records.map(record => {
    const { entry, snapshot } = record;
    const owner = owners.get(snapshot.name);
    if (!owner || owner === record) {
      owners.set(snapshot.name, record);
      return record;
    }
    const error = {
      code: 'MISCONFIGURED' as const,
      message: `${entry.key}.name: a cluster of '${entry.name}' is called '${snapshot.name}', which is already the name of a cluster of ${owner.entry.key}`,
      hint: 'Give one of the two another name',
    };
    const name = `${snapshot.name} (${entry.key})`;
    return { entry, snapshot: { name, topology: { error }, workloads: {} } };
  });
}
