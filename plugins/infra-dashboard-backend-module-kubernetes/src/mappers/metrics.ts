import type { KubernetesNodeMetrics, KubernetesPodMetrics } from '../schemas';
import { addAmounts, amountsOf, type Amounts } from './amounts';

/** Where `used` of nodes and pods comes from. */
export const METRICS_SOURCE = 'metrics.k8s.io';

/** What an object used in the last window of the metrics server, by its key. */
export interface MetricsItem {
  key: string;
  used: Amounts;
}

/** Key that joins pods and their metrics; those carry no uid. */
export function podKey(pod: { namespace?: string; name: string }): string {
  return `${pod.namespace ?? ''}/${pod.name}`;
}

/** A row of the node metrics; its key is the name of the node. */
export function mapNodeMetrics(metrics: KubernetesNodeMetrics): MetricsItem {
  return { key: metrics.metadata.name, used: amountsOf(metrics.usage) };
}

/** A row of the pod metrics: the sum over its containers. */
export function mapPodMetrics(metrics: KubernetesPodMetrics): MetricsItem {
  return {
    key: podKey(metrics.metadata),
    used: metrics.containers
      .map(container => amountsOf(container.usage))
      .reduce(addAmounts, {}),
  };
}
