import type {
  PlatformPromql,
  PromqlQueries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The larger one where several servers scrape the same exporter. */
const averageOf = (metric: string, selector: string) =>
  `max by (id) (avg_over_time(${metric}{${selector},{{clusterMatcher}}}[{{window}}]))`;

/** Of the nodes or guests that a selector of pve-exporter's metrics finds. */
function ofObjects(selector: string): PromqlQueries {
  const cores = averageOf('pve_cpu_usage_limit', selector);
  const ratio = averageOf('pve_cpu_usage_ratio', selector);
  return {
    cpu: `sum(${ratio} * ${cores})`,
    cpuTotal: `sum(${cores})`,
    memory: `sum(${averageOf('pve_memory_usage_bytes', selector)})`,
    memoryTotal: `sum(${averageOf('pve_memory_size_bytes', selector)})`,
  };
}

const GUEST = ofObjects('id="{{id}}"');

/** Queries for prometheus-pve-exporter. */
export const promql: PlatformPromql = {
  cluster: ofObjects('id=~"node/.+"'),
  node: ofObjects('id="node/{{node}}"'),
  workload: { qemu: GUEST, lxc: GUEST },
  // `cluster/qemu/100`: the exporter does not know the name of the cluster.
  workloadId: ({ id }) => id.split('/').slice(-2).join('/'),
};
