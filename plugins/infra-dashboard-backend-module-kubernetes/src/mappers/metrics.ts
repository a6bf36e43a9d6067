import type { KubernetesNodeMetrics, KubernetesPodMetrics } from '../schemas';
import { addAmounts, amountsOf, type Amounts } from './amounts';
import type { ObjectList } from './ObjectList';

/** Where `used` of nodes and pods comes from. */
export const METRICS_SOURCE = 'metrics.k8s.io';

/** What an object used in the last window of the metrics server, by its key. */
export interface MetricsItem {
  key: string;
  used: Amounts;
  /** End of the window, in milliseconds since the epoch; absent where it is not known. */
  at?: number;
}

/** Metrics are a minute old at most, or several where a custom adapter serves them. */
const MAX_AGE_MS = 10 * 60_000;

function timeOf(timestamp: string | undefined): Pick<MetricsItem, 'at'> {
  const at = Date.parse(timestamp ?? '');
  return Number.isNaN(at) ? {} : { at };
}

/**
 * Leaves out what was measured long ago: a metrics server that cannot reach a node goes on
 * returning its last values.
 *
 * @param now - on the clock of the API server
 */
export function dropOutdated(
  list: ObjectList<MetricsItem>,
  now: number,
): ObjectList<MetricsItem> {
  const items = list.items.filter(({ at = now }) => now - at <= MAX_AGE_MS);
  const outdated = list.items.length - items.length;
  return outdated > 0 ? { ...list, items, outdated } : list;
}

/** Key that joins pods and their metrics; those carry no uid. */
export function podKey(pod: { namespace?: string; name: string }): string {
  return `${pod.namespace ?? ''}/${pod.name}`;
}

/** A row of the node metrics; its key is the name of the node. */
export function mapNodeMetrics(metrics: KubernetesNodeMetrics): MetricsItem {
  return {
    key: metrics.metadata.name,
    used: amountsOf(metrics.usage),
    ...timeOf(metrics.timestamp),
  };
}

/** A row of the pod metrics: the sum over its containers. */
export function mapPodMetrics(metrics: KubernetesPodMetrics): MetricsItem {
  return {
    key: podKey(metrics.metadata),
    used: metrics.containers
      .map(container => amountsOf(container.usage))
      .reduce(addAmounts, {}),
    ...timeOf(metrics.timestamp),
  };
}
