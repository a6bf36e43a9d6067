import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { MapOptions } from '../mappers/MapOptions';
import { mapPod, type PodItem } from '../mappers/pod';
import type { WorkloadKind } from '../mappers/WorkloadKind';
import { podSchema } from '../schemas';
import type { CachedObject } from './ObjectCache';

/** Healths that change into others with time alone: stuck, or steady again. */
const CHANGING = new Set<Workload['health']>(['transitional', 'degraded']);

function addUptime(item: PodItem, seconds: number): PodItem {
  const { workload } = item;
  return workload.uptime === undefined
    ? item
    : { ...item, workload: { ...workload, uptime: workload.uptime + seconds } };
}

/**
 * Caches a pod as it is mapped. What it was mapped from is cached only where its health
 * depends on the time, which is rare.
 */
export function cachePod(
  row: unknown,
  { cluster, now: mappedAt }: MapOptions,
): CachedObject<PodItem> | undefined {
  const parsed = podSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const item = mapPod(parsed.data, { cluster, now: mappedAt });
  const pod = CHANGING.has(item.workload.health) ? parsed.data : undefined;
  return {
    uid: parsed.data.metadata.uid,
    at: now =>
      pod
        ? mapPod(pod, { cluster, now })
        : addUptime(item, Math.round((now - mappedAt) / 1000)),
  };
}

/** Caches a controller, with its row while it changes: then its health depends on the time. */
export function cacheController(
  kind: WorkloadKind,
  row: unknown,
  { cluster, now: mappedAt }: MapOptions,
): CachedObject<Workload> | undefined {
  const map = (now: number) => kind.map(row, { cluster, now });
  const workload = map(mappedAt);
  if (!workload) return undefined;
  return {
    uid: workload.id,
    at: CHANGING.has(workload.health)
      ? now => map(now) ?? workload
      : () => workload,
  };
}
