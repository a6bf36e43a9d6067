import {
  coreMessage,
  toIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { misconfigured } from './toProviderError';
import type { ClusterRecord } from './types';

/**
 * Makes names of clusters unique: those of a provider with several clusters are not known
 * when the configuration is read. One whose name is taken reports that instead of
 * mixing its nodes and workloads with those of the other.
 */
export function ensureUniqueNames(records: ClusterRecord[]): ClusterRecord[] {
  // The name of an entry takes precedence, in whichever order the entries are.
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
    const problem = coreMessage('cluster-name-taken', {
      provider: entry.name,
      cluster: snapshot.name,
      other: owner.entry.key,
    });
    const error = misconfigured(
      [toIssue(`${entry.key}.name`, problem)],
      'rename-cluster',
    );
    const name = `${snapshot.name} (${entry.key})`;
    return {
      ...{ entry, isNamedByPosition: true },
      snapshot: { name, topology: { error }, workloads: {} },
    };
  });
}
