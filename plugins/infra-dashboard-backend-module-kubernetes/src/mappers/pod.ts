import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { KubernetesPod } from '../schemas';
import { podOwner } from './podOwner';
import { podHealth } from './podHealth';
import { podStatus } from './podStatus';
import { toBytes, toNumber } from './quantity';
import { effectiveRequests, memoryLimit, type Amounts } from './amounts';
import {
  cleanLabels,
  cleanText,
  cleanTime,
  compact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** A pod as it is kept: the workload, and what the sums of its node need. */
export interface PodItem {
  workload: Workload;
  requests: Amounts;
  /** False once all containers have ended for good: it takes nothing from its node. */
  active: boolean;
}

export interface MapOptions {
  /** Name of the cluster, which is part of every identity. */
  cluster: string;
  /** Milliseconds since the epoch. */
  now: number;
}

const MAX_IMAGES = 20;

/** Annotations of deployment tools and of Backstage that say whose an object is. */
const KEPT_ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'meta.helm.sh/release-name',
  'argocd.argoproj.io/tracking-id',
];

/** The few annotations that tell an object's owner, as metadata. */
export function ownershipOf(annotations: Record<string, unknown> | undefined) {
  return Object.fromEntries(
    KEPT_ANNOTATIONS.map(key => [key, cleanText(annotations?.[key])]),
  );
}

/** The images of containers, each once. */
export function imagesOf(
  containers: Array<{ image?: string }> = [],
): string[] | undefined {
  const images = new Set<string>();
  for (const container of containers) {
    const image = cleanText(container.image);
    if (image) images.add(image);
  }
  return images.size > 0 ? [...images].slice(0, MAX_IMAGES) : undefined;
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
 * effective request in bytes (`metadata.memoryTotalSource` says which); what is in use comes
 * from the metrics later.
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
    id: metadata.uid,
    name: cleanText(metadata.name) ?? metadata.uid,
    cluster: options.cluster,
    provider: 'kubernetes',
    node: cleanText(spec?.nodeName),
    namespace: cleanText(metadata.namespace),
    type: 'pod',
    status: cleanText(printed.status, 100) ?? 'Unknown',
    health,
    statusReason: cleanText(printed.message) ?? reason,
    cpu: { ...(cpuCount !== undefined && { count: cpuCount }) },
    memory: { ...(memoryTotal !== undefined && { total: memoryTotal }) },
    uptime:
      phase === 'Running' && startedAt
        ? Math.max(0, Math.round((options.now - Date.parse(startedAt)) / 1000))
        : undefined,
    ready: printed.ready,
    restarts: printed.restarts,
    labels: cleanLabels(metadata.labels),
    addresses: addressesOf(pod),
    images: imagesOf(spec?.containers),
    owner: owner && { kind: owner.kind, name: owner.name },
    createdAt: cleanTime(metadata.creationTimestamp),
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
