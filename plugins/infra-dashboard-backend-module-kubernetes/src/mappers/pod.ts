import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
  compact,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

import { podSchema, type KubernetesPod } from '../schemas';
import { effectiveRequests, memoryLimit, type Amounts } from './amounts';
import type { MapOptions } from './MapOptions';
import { identify, imagesOf, ownershipOf } from './metadata';
import { podHealth } from './podHealth';
import { podOwner } from './podOwner';
import { podStatus } from './podStatus';
import { toBytes, toNumber } from './quantity';
import { defineWorkloadKind } from './WorkloadKind';

/** A pod as it is cached: the workload, and what the sums of its node need. */
export interface PodItem {
  workload: Workload;
  requests: Amounts;
  /** False once all containers have ended for good: it takes nothing from its node. */
  active: boolean;
}

function addressesOf({ status }: KubernetesPod): string[] | undefined {
  const ips = (status?.podIPs ?? []).map(({ ip }) => ip);
  if (ips.length === 0 && status?.podIP) ips.push(status.podIP);
  const addresses = ips
    .map(ip => cleanText(ip, 64))
    .filter(ip => ip !== undefined);
  return addresses.length > 0 ? addresses : undefined;
}

/**
 * Maps a pod of `GET /api/v1/pods`.
 *
 * `cpu.count` is the effective request in cores, `memory.total` the limit or else the
 * effective request in bytes (`metadata.memoryTotalSource`); `mapWorkloads` adds what
 * is in use.
 */
export function mapPod(pod: KubernetesPod, options: MapOptions): PodItem {
  const { metadata, spec, status } = pod;
  const printed = podStatus(pod);
  const { health, reason } = podHealth(pod, printed, options.now);
  const requests = effectiveRequests(pod);
  const limit = memoryLimit(pod);
  const owner = podOwner(pod);
  const startedAt = cleanTime(status?.startTime);
  const phase = status?.phase;
  const memoryTotal = toBytes(limit ?? requests.memory);
  const cpuCount = toNumber(requests.cpu);

  const workload: Workload = {
    ...identify(metadata, options),
    node: cleanText(spec?.nodeName),
    namespace: cleanText(metadata.namespace),
    type: 'pod',
    status: cleanText(printed.status, 100) ?? 'Unknown',
    health,
    ...toReason(printed.message ?? reason),
    cpu: { ...(cpuCount !== undefined && { count: cpuCount }) },
    memory: { ...(memoryTotal !== undefined && { total: memoryTotal }) },
    uptime:
      phase === 'Running' && startedAt
        ? Math.max(0, Math.round((options.now - Date.parse(startedAt)) / 1000))
        : undefined,
    ready: printed.ready,
    restarts: printed.restarts,
    addresses: addressesOf(pod),
    images: imagesOf(spec?.containers),
    createdAt: cleanTime(metadata.creationTimestamp),
    owner: owner && { kind: owner.kind, name: owner.name },
    metadata: compact({
      phase: cleanText(phase),
      memoryTotalSource:
        memoryTotal === undefined
          ? undefined
          : (limit !== undefined && 'limit') || 'request',
      replicaSet: owner?.replicaSet,
      job: owner?.job,
      lastRestartAt: cleanTime(printed.lastRestartAt),
      lastTermination: cleanText(printed.lastTermination),
      ...ownershipOf(metadata.annotations),
    }),
  };
  return {
    workload,
    requests,
    active: phase !== 'Succeeded' && phase !== 'Failed',
  };
}

export const POD = defineWorkloadKind({
  descriptor: {
    ...{ type: 'pod', title: 'Pod', icon: 'box-3', role: 'replica' },
    aliases: ['po'],
    ended: { key: 'phase', values: ['Succeeded', 'Failed'] },
  },
  rule: { group: '', resource: 'pods', essential: true },
  schema: podSchema,
  map: mapPod,
});
