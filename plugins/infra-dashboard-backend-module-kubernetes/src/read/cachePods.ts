import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { mapDeployment, mapPod, type PodItem } from '../mappers';
import { deploymentSchema, podSchema } from '../schemas';
import type { Kept } from './ObjectCache';

/** Healths that turn into others by nothing but time: stuck, or steady again. */
const CHANGING = new Set<Workload['health']>(['transitional', 'degraded']);

function aged(item: PodItem, seconds: number): PodItem {
  const { workload } = item;
  return workload.uptime === undefined
    ? item
    : { ...item, workload: { ...workload, uptime: workload.uptime + seconds } };
}

/**
 * Keeps a pod as it is mapped. What it was mapped from is kept only where its health
 * depends on the time, which is so for few.
 */
export function keepPod(
  row: unknown,
  cluster: string,
): Kept<PodItem> | undefined {
  const parsed = podSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const mappedAt = Date.now();
  const item = mapPod(parsed.data, { cluster, now: mappedAt });
  const pod = CHANGING.has(item.workload.health) ? parsed.data : undefined;
  return {
    key: parsed.data.metadata.uid,
    at: now =>
      pod
        ? mapPod(pod, { cluster, now })
        : aged(item, Math.round((now - mappedAt) / 1000)),
  };
}

/** A deployment looks the same at any time. */
export function keepDeployment(
  row: unknown,
  cluster: string,
): Kept<Workload> | undefined {
  const parsed = deploymentSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const workload = mapDeployment(parsed.data, { cluster, now: Date.now() });
  return { key: parsed.data.metadata.uid, at: () => workload };
}
