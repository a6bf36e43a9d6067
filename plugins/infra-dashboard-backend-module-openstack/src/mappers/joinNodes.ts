import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { capacityOfHypervisor, capacityOfPlacement, mapHypervisor } from '.';
import { hypervisorName } from './node';
import { valueOf } from '../parts';
import type { RegionParts } from '../ClusterParts';
import type { Hypervisor, Server } from '../schemas';

/** Host names may repeat across cells (O4); those that do carry their service host. */
export class NodeNames {
  readonly #repeated: Set<string>;

  constructor(hypervisors: Hypervisor[]) {
    const seen = new Set<string>();
    this.#repeated = new Set(
      hypervisors.map(hypervisorName).filter(name => {
        const isRepeated = seen.has(name);
        seen.add(name);
        return isRepeated;
      }),
    );
  }

  ofHypervisor(hypervisor: Hypervisor): string {
    return this.#qualified(
      hypervisorName(hypervisor),
      hypervisor.service?.host,
    );
  }

  /** Undefined for a server without a host, and where hosts are hidden. */
  ofServer(server: Server): string | undefined {
    const name = server['OS-EXT-SRV-ATTR:hypervisor_hostname'];
    if (!name) return undefined;
    return this.#qualified(name, server['OS-EXT-SRV-ATTR:host']);
  }

  #qualified(name: string, host: string | null | undefined): string {
    return this.#repeated.has(name) && host ? `${name} (${host})` : name;
  }
}

/** The hypervisors to show: those of the last good read where this one failed. */
export function shownHypervisors(parts: RegionParts): Hypervisor[] {
  const { hypervisors, lastHypervisors } = parts;
  if (hypervisors.state === 'failed') return lastHypervisors;
  return valueOf(hypervisors)?.items ?? [];
}

/** Nodes with the zone of their service and the numbers of Placement, else of Nova. */
export function joinNodes(parts: RegionParts, cluster: string): NodeStatus[] {
  const hypervisors = shownHypervisors(parts);
  const isCurrent = parts.hypervisors.state === 'read';
  const names = new NodeNames(hypervisors);
  const placement = valueOf(parts.placement);
  const services = new Map(
    (valueOf(parts.services)?.items ?? []).map(item => [item.host, item]),
  );
  return hypervisors.map(hypervisor => {
    const allocation =
      placement?.byId.get(hypervisor.id) ??
      placement?.byName.get(hypervisor.hypervisor_hostname ?? '');
    const node = mapHypervisor(hypervisor, {
      cluster,
      service: services.get(hypervisor.service?.host ?? ''),
      capacity:
        (allocation && capacityOfPlacement(allocation)) ??
        (isCurrent ? capacityOfHypervisor(hypervisor) : undefined),
    });
    const name = names.ofHypervisor(hypervisor);
    if (isCurrent) return { ...node, name };
    const { rawStatus: _raw, ...rest } = node;
    return {
      ...rest,
      name,
      status: 'unknown' as const,
      health: 'unknown' as const,
      statusReason:
        'The hypervisors could not be read; this one was there before',
    };
  });
}
