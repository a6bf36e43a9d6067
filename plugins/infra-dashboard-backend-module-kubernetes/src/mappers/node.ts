import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
  compact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

import type { KubernetesNode } from '../schemas';
import type { MapOptions } from './MapOptions';
import { identify } from './metadata';
import { judgeNode, nodeRoles } from './nodeState';
import { offerOf } from './placement';
import { parseQuantity, toBytes, toNumber } from './quantity';

/** Resources that every node has; the others are devices such as GPUs. */
const ORDINARY =
  /^(cpu|memory|pods|ephemeral-storage|hugepages-.*|attachable-volumes-.*)$/;

function devicesOf(allocatable: Record<string, unknown> | undefined) {
  return Object.entries(allocatable ?? {})
    .filter(([name]) => !ORDINARY.test(name))
    .slice(0, 20)
    .map(([name, amount]) => `${cleanText(name, 100)}=${cleanText(amount, 32)}`)
    .join(', ');
}

function totalOf(total: number | undefined): { total?: number } {
  return total === undefined ? {} : { total };
}

/**
 * Maps a node of `GET /api/v1/nodes`. Totals are the allocatable of the node, not its
 * capacity: pods cannot use what is reserved for the system. `mapNodes` adds what is
 * requested, allocated and used.
 */
export function mapNode(node: KubernetesNode, options: MapOptions): NodeStatus {
  const { metadata, spec, status } = node;
  const info = status?.nodeInfo;
  const identity = identify(metadata, options);
  const { labels } = identity;
  const addresses = (status?.addresses ?? [])
    .filter(({ type }) => type !== 'Hostname')
    .map(({ address }) => cleanText(address))
    .filter(address => address !== undefined);
  const allocatable = (name: string) =>
    parseQuantity(status?.allocatable?.[name]);
  const offer = offerOf(node);
  const storage = totalOf(toBytes(allocatable('ephemeral-storage')));
  return {
    ...identity,
    ...judgeNode(node),
    ...(offer && { placement: { ...offer, allocated: {} } }),
    cpu: totalOf(toNumber(allocatable('cpu'))),
    memory: totalOf(toBytes(allocatable('memory'))),
    storage: storage.total === undefined ? undefined : storage,
    addresses: addresses.length > 0 ? addresses : undefined,
    metadata: compact({
      roles: nodeRoles(node).join(','),
      kubeletVersion: cleanText(info?.kubeletVersion),
      containerRuntime: cleanText(info?.containerRuntimeVersion),
      osImage: cleanText(info?.osImage),
      kernelVersion: cleanText(info?.kernelVersion),
      operatingSystem: cleanText(info?.operatingSystem),
      architecture: cleanText(info?.architecture),
      providerID: cleanText(spec?.providerID),
      systemUUID: cleanText(info?.systemUUID),
      machineID: cleanText(info?.machineID),
      instanceType: labels?.['node.kubernetes.io/instance-type'],
      zone: labels?.['topology.kubernetes.io/zone'],
      region: labels?.['topology.kubernetes.io/region'],
      taints: spec?.taints.length || undefined,
      podCapacity: cleanText(status?.allocatable?.pods),
      cpuCapacity: cleanText(status?.capacity?.cpu),
      memoryCapacity: cleanText(status?.capacity?.memory),
      devices: devicesOf(status?.allocatable),
      createdAt: cleanTime(metadata.creationTimestamp),
    }),
  };
}
