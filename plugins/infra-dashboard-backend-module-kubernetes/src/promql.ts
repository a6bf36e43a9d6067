import type {
  PlatformPromql,
  PromqlQueries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The characters of generated names; Kubernetes leaves out vowels and similar digits. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** Of the containers that a selector of cAdvisor's metrics finds. */
function ofContainers(selector: string): PromqlQueries {
  const all = `${selector},{{clusterMatcher}}`;
  return {
    cpu: `sum(rate(container_cpu_usage_seconds_total{${all}}[{{window}}]))`,
    memory: `sum(avg_over_time(container_memory_working_set_bytes{${all}}[{{window}}]))`,
  };
}

/** Without the sandbox of a pod and the sum over its containers, which have no image or name. */
const ofPods = (pod: string) =>
  ofContainers(
    `namespace="{{namespace}}",pod${pod},container!="",container!="POD"`,
  );

/** Allocatable, of kube-state-metrics. */
const totalOf = (resource: string, selector = '') =>
  `sum(max by (node) (kube_node_status_allocatable{resource="${resource}",${selector}{{clusterMatcher}}}))`;

const ROOT = 'id="/"';
const ONE_NODE = 'node="{{node}}"';

/**
 * Queries for cAdvisor of the kubelet and kube-state-metrics, with the labels that the usual
 * scrape configurations give them.
 */
export const promql: PlatformPromql = {
  cluster: {
    ...ofContainers(ROOT),
    cpuTotal: totalOf('cpu'),
    memoryTotal: totalOf('memory'),
  },
  node: {
    ...ofContainers(`${ROOT},${ONE_NODE}`),
    cpuTotal: totalOf('cpu', `${ONE_NODE},`),
    memoryTotal: totalOf('memory', `${ONE_NODE},`),
  },
  workload: {
    pod: ofPods('="{{name}}"'),
    deployment: ofPods(`=~"{{name}}-${RANDOM}{1,10}-${RANDOM}{5}"`),
    statefulset: ofPods('=~"{{name}}-[0-9]+"'),
  },
};
