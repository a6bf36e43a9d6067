import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { normalizeUuid } from './uuid';

/** Whether a workload may be a machine that another cluster's node is. */
export function isMachine(
  workload: Workload,
  { workloadTypes }: Pick<ClusterRecord, 'workloadTypes'>,
): boolean {
  const role = workloadTypes?.get(workload.type)?.role;
  return role === 'machine' && !workload.template;
}

/** UUIDs of a machine: its own id, or the one that its guest reads from SMBIOS. */
export function uuidsOf({ id, metadata }: Workload): string[] {
  return [id, metadata?.smbiosUuid, metadata?.uuid]
    .map(normalizeUuid)
    .filter(uuid => uuid !== undefined);
}

/** The id that a machine has in its cluster: the last part of a path. */
export function localIdOf({ id }: Workload): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The machines of one cluster by what nodes know of them. */
export interface MachineIndex {
  size: number;
  byUuid: ReadonlyMap<string, Workload>;
  byLocalId: ReadonlyMap<string, Workload>;
  byAddress: ReadonlyMap<string, Workload[]>;
}

/** The index of some workloads of a cluster. */
export function indexMachines(
  workloads: readonly Workload[],
  record: Pick<ClusterRecord, 'workloadTypes'>,
): MachineIndex {
  const byUuid = new Map<string, Workload>();
  const byLocalId = new Map<string, Workload>();
  const byAddress = new Map<string, Workload[]>();
  let size = 0;
  for (const workload of workloads) {
    if (!isMachine(workload, record)) continue;
    size += 1;
    for (const uuid of uuidsOf(workload)) byUuid.set(uuid, workload);
    byLocalId.set(localIdOf(workload), workload);
    for (const address of workload.addresses ?? []) {
      const machines = byAddress.get(address);
      if (machines) machines.push(workload);
      else byAddress.set(address, [workload]);
    }
  }
  return { size, byUuid, byLocalId, byAddress };
}
