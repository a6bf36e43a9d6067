import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadsReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { normalizeUuid } from './uuid';

/** Whether a workload may be a machine that another cluster's node is. */
export function isMachine(workload: Workload): boolean {
  return workload.provider !== 'kubernetes' && !workload.template;
}

/** UUIDs by which a machine knows itself: an instance's id, or what SMBIOS tells the guest. */
export function uuidsOf({ id, metadata }: Workload): string[] {
  return [id, metadata?.smbiosUuid, metadata?.uuid]
    .map(normalizeUuid)
    .filter(uuid => uuid !== undefined);
}

/** The machines of one cluster by what nodes know of them. */
export interface MachineIndex {
  size: number;
  byUuid: ReadonlyMap<string, Workload>;
  byVmid: ReadonlyMap<string, Workload>;
  byAddress: ReadonlyMap<string, Workload[]>;
}

const indexes = new WeakMap<WorkloadsReading, MachineIndex>();

/** The index of a reading, made once and forgotten with it. */
export function indexMachines(reading: WorkloadsReading): MachineIndex {
  const known = indexes.get(reading);
  if (known) return known;
  const byUuid = new Map<string, Workload>();
  const byVmid = new Map<string, Workload>();
  const byAddress = new Map<string, Workload[]>();
  let size = 0;
  for (const workload of reading.items) {
    if (!isMachine(workload)) continue;
    size += 1;
    for (const uuid of uuidsOf(workload)) byUuid.set(uuid, workload);
    const { vmid } = workload.metadata ?? {};
    if (vmid) byVmid.set(vmid, workload);
    for (const address of workload.addresses ?? []) {
      const machines = byAddress.get(address);
      if (machines) machines.push(workload);
      else byAddress.set(address, [workload]);
    }
  }
  const index = { size, byUuid, byVmid, byAddress };
  indexes.set(reading, index);
  return index;
}
