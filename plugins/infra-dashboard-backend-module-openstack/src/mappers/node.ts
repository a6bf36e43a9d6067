import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  compact,
  judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { HostAllocation } from './ClusterParts';
import { message } from '../messages';
import type { ComputeService, Hypervisor } from '../schemas';
import {
  capacityOfHypervisor,
  capacityOfPlacement,
  type Capacity,
} from './capacity';
import {
  cpuModelOf,
  hypervisorName,
  isIronic,
  parseUptime,
  versionOf,
} from './hypervisor';
import { placementOf } from './placement';
import { disabledReasonOf, judgeNode, type NodeJudgement } from './nodeState';

export interface MapNodeOptions {
  cluster: string;
  /** Default: the host name. */
  name?: string;
  /** The nova-compute that runs it, if os-services may be read. */
  service?: ComputeService;
  /** Its values in Placement. */
  allocation?: HostAllocation;
  /** The row is from an earlier read, so its state is unknown. */
  isOutdated?: boolean;
}

const OUTDATED: NodeJudgement = {
  status: 'unknown',
  ...judgement('unknown', message('host-outdated')),
};

function capacityOf(
  hypervisor: Hypervisor,
  { allocation, isOutdated }: MapNodeOptions,
): Capacity | undefined {
  // Bare metal has no share of CPU and memory to allocate.
  if (isIronic(hypervisor)) return undefined;
  if (allocation) return capacityOfPlacement(allocation);
  return isOutdated ? undefined : capacityOfHypervisor(hypervisor);
}

/**
 * Maps a row of `GET /os-hypervisors/detail`. What is allocated is `requested`; `used` is
 * absent, since OpenStack does not know it.
 */
export function mapNode(
  hypervisor: Hypervisor,
  options: MapNodeOptions,
): NodeStatus {
  const { allocation, cluster, isOutdated, service } = options;
  const capacity = capacityOf(hypervisor, options);
  const isPlaced = allocation && !isIronic(hypervisor) && !isOutdated;
  const placement = isPlaced ? placementOf(allocation, hypervisor) : {};
  const uptime = parseUptime(hypervisor.uptime);
  const rawStatus = [hypervisor.state, hypervisor.status].filter(Boolean);
  return {
    id: hypervisor.id,
    name: options.name ?? hypervisorName(hypervisor),
    cluster,
    provider: 'openstack',
    ...(isOutdated ? OUTDATED : judgeNode(hypervisor, service)),
    ...(rawStatus.length > 0 &&
      !isOutdated && { rawStatus: rawStatus.join(', ') }),
    ...placement,
    cpu: capacity?.cpu ?? {},
    memory: capacity?.memory ?? {},
    ...(capacity?.storage && { storage: capacity.storage }),
    ...(uptime !== undefined && { uptime }),
    ...(hypervisor.host_ip && { addresses: [hypervisor.host_ip] }),
    metadata: compact({
      hypervisorType: cleanText(hypervisor.hypervisor_type),
      hypervisorVersion: cleanText(versionOf(hypervisor)),
      serviceHost: cleanText(hypervisor.service?.host),
      zone: cleanText(service?.zone),
      disabledReason: disabledReasonOf(hypervisor, service),
      cpuModel: cpuModelOf(hypervisor),
      ...capacity?.metadata,
    }),
  };
}
