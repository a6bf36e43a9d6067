import {
  success,
  toResult,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import type { ClusterParts } from '../mappers/ClusterParts';
import {
  dropOutdated,
  mapNodeMetrics,
  mapPodMetrics,
  type MetricsItem,
} from '../mappers/metrics';
import { pathOf, type ResourceRule } from '../resourceRule';
import { NODE_METRICS, POD_METRICS } from '../resources';
import { nodeMetricsSchema, podMetricsSchema } from '../schemas';
import { listObjects } from './listObjects';

/** Reads what the metrics API returns for nodes and pods. */
export async function readMetrics(options: {
  client: KubernetesClient;
  namespace?: string;
  signal: AbortSignal;
}): Promise<Pick<ClusterParts, 'nodeMetrics' | 'podMetrics'>> {
  const { client, namespace, signal } = options;
  const list = async (
    rule: ResourceRule,
    map: (row: unknown) => MetricsItem | undefined,
  ) => {
    const path = pathOf(rule, namespace);
    const { title } = rule;
    const metrics = await toResult(
      listObjects({ client, path, title, signal, map }),
    );
    return metrics.ok
      ? success(dropOutdated(metrics.value, client.clock.now()))
      : metrics;
  };
  const [nodeMetrics, podMetrics] = await Promise.all([
    list(NODE_METRICS, row => {
      const parsed = nodeMetricsSchema.safeParse(row);
      return parsed.success ? mapNodeMetrics(parsed.data) : undefined;
    }),
    list(POD_METRICS, row => {
      const parsed = podMetricsSchema.safeParse(row);
      return parsed.success ? mapPodMetrics(parsed.data) : undefined;
    }),
  ]);
  return { nodeMetrics, podMetrics };
}
