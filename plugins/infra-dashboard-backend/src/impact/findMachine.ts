import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { hostsMachines } from './findHostedNodes';
import { keysOfNode } from './machineKeys';
import { MachineFinder, type MachineLink } from './MachineFinder';
import { nodeIdentity } from './nodeIdentity';
import type { WorkloadSource } from './WorkloadSource';

/**
 * The machine that a node is, as far as the caller may see it.
 *
 * @param options - `record`: the cluster of the node; `records`: all that the caller may see
 */
export async function findMachine(
  node: NodeStatus,
  options: {
    record: ClusterRecord;
    records: readonly ClusterRecord[];
    source: Pick<WorkloadSource, 'machines'>;
  },
): Promise<MachineLink | undefined> {
  const { record, records, source } = options;
  if (hostsMachines(record)) return undefined;
  const machines = await source.machines(keysOfNode(nodeIdentity(node)));
  return new MachineFinder(records, machines).find(node);
}
