import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadPlace } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../collector';
import { findMachine } from './findMachine';
import type { WorkloadSource } from './WorkloadSource';

/** A pod, its node, the machine, the hypervisor, and again. */
const MAX_LAYERS = 3;

function nodeOf({ snapshot }: ClusterRecord, name: string | undefined) {
  return snapshot.topology.data?.nodes.find(node => node.name === name);
}

/**
 * Where a workload runs, from the inside out: its node, the machine that this is, the
 * hypervisor of that.
 *
 * @param options - `record`: the cluster of the workload; `records`: all that the caller may see;
 *   `source`: machines that the caller may see
 */
export async function findPlaces(
  workload: Workload,
  options: {
    record: ClusterRecord;
    records: readonly ClusterRecord[];
    source: Pick<WorkloadSource, 'machines'>;
  },
): Promise<WorkloadPlace[]> {
  const places: WorkloadPlace[] = [];
  const { records, source } = options;
  let { record } = options;
  let current = workload;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const node = nodeOf(record, current.node);
    if (!node) break;
    const { cluster, name, provider } = node;
    places.push({ kind: 'node', cluster, provider, name });
    const link = await findMachine(node, { record, records, source });
    if (!link) break;
    const { machine } = link;
    places.push({
      ...{ kind: 'workload', cluster: machine.cluster },
      ...{ provider: machine.provider, name: machine.name, id: machine.id },
    });
    record = link.record;
    current = machine;
  }
  return places;
}
