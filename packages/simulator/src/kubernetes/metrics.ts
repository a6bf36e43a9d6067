import { drift, type Clock } from '../fleet/derive';
import type { KubernetesCluster, KubernetesNode, Pod } from '../fleet/schema';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../server/protocol';
import { failure, json, text, NO_SUCH_PATH } from './responses';
import { kibibytes } from './objects/meta';
import { nodeLabels } from './objects/node';
import { podLabels } from './objects/pod';
import type { Route } from './route';
import { parseSelectors } from './selectors';

type Context = HandlerContext<KubernetesCluster>;

const API_VERSION = 'metrics.k8s.io/v1beta1';

/** How far the metrics server lags behind, in milliseconds. */
const LAG_MS = 20_000;

/** Far ahead, since what a frozen fleet uses never gets old. */
const FROZEN_AT = Date.parse('2099-01-01T00:00:00Z');

const seconds = (ms: number) =>
  new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function sample(clock: Clock) {
  const at = clock.frozen ? FROZEN_AT : clock.now - LAG_MS;
  return { timestamp: seconds(at - (at % 15_000)), window: '17.632s' };
}

function usage(cores: number, memory: number) {
  return { cpu: `${Math.round(cores * 1e9)}n`, memory: kibibytes(memory) };
}

function nodeMetrics(node: KubernetesNode, clock: Clock) {
  return {
    metadata: {
      name: node.name,
      creationTimestamp: sample(clock).timestamp,
      labels: nodeLabels(node),
    },
    ...sample(clock),
    usage: usage(
      node.cores * drift(node.load, node.name, clock),
      node.memory * drift(node.memoryLoad, node.name, clock),
    ),
  };
}

function podMetrics(pod: Pod, clock: Clock) {
  const container = (name: string, share: number) => ({
    name,
    usage: usage(
      pod.cores * drift(pod.load, pod.name, clock) * share,
      pod.memory * drift(pod.memoryLoad, pod.name, clock) * share,
    ),
  });
  return {
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      creationTimestamp: sample(clock).timestamp,
      labels: podLabels(pod),
    },
    ...sample(clock),
    containers: pod.sidecar
      ? [container('app', 0.95), container('proxy', 0.05)]
      : [container('app', 1)],
  };
}

const MEASURED = new Set(['Running', 'NotReady', 'Terminating']);

/** What the metrics server knows: ready nodes, and pods that run on them. */
function measured({ cluster, memo }: Context) {
  return memo.get('measured', () => {
    const nodes = cluster.nodes
      .filter(({ state }) => state === 'Ready')
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const ready = new Set(nodes.map(({ name }) => name));
    const pods = cluster.workloads
      .filter(({ state, node = '' }) => MEASURED.has(state) && ready.has(node))
      .sort((one, other) =>
        `${one.namespace}/${one.name}` < `${other.namespace}/${other.name}`
          ? -1
          : 1,
      );
    return { nodes, pods };
  });
}

function oneMetric(
  route: Route,
  context: Context,
  found: object | undefined,
): SimulatedResponse {
  const { resource, namespace, name = '' } = route;
  const { cluster } = context;
  const isNodes = resource === 'nodes';
  if (found) {
    const kind = isNodes ? 'NodeMetrics' : 'PodMetrics';
    return json({ kind, apiVersion: API_VERSION, ...found });
  }
  const exists = isNodes
    ? cluster.nodes.some(node => node.name === name)
    : cluster.workloads.some(
        pod => pod.name === name && pod.namespace === namespace,
      );
  if (!exists) {
    return failure(404, 'NotFound', `${resource} "${name}" not found`, {
      details: { name, kind: resource },
    });
  }
  const kind = isNodes ? 'nodemetrics' : 'podmetrics';
  const full = isNodes ? name : `${namespace}/${name}`;
  return failure(
    404,
    'NotFound',
    `${kind}.metrics.k8s.io "${full}" not found`,
    { details: { name: full, group: 'metrics.k8s.io', kind } },
  );
}

/** Responses below `/apis/metrics.k8s.io`: absent, unavailable or available. */
export function handleMetrics(
  { query }: SimulatedRequest,
  route: Route,
  context: Context,
): SimulatedResponse {
  const { cluster, clock } = context;
  const { resource, namespace, name } = route;
  if (cluster.metrics === 'off' || route.version !== 'v1beta1') {
    return NO_SUCH_PATH;
  }
  if (cluster.metrics === 'broken') return text(503, 'service unavailable\n');
  if (query.get('watch') === 'true') {
    return failure(
      405,
      'MethodNotAllowed',
      `watch is not supported on resources of kind "${resource}.metrics.k8s.io"`,
      { details: { group: 'metrics.k8s.io', kind: resource } },
    );
  }
  const { nodes, pods } = measured(context);
  const fits = parseSelectors(resource, query);
  const isWanted = (labels: Record<string, string>) =>
    !fits || fits({ labels: () => labels, fields: () => ({}) });
  // It pages nothing and has no resourceVersion.
  if (resource === 'nodes') {
    if (name) {
      const node = nodes.find(one => one.name === name);
      return oneMetric(route, context, node && nodeMetrics(node, clock));
    }
    const items = nodes
      .filter(node => isWanted(nodeLabels(node)))
      .map(node => nodeMetrics(node, clock));
    return json({
      kind: 'NodeMetricsList',
      apiVersion: API_VERSION,
      metadata: {},
      items,
    });
  }
  const inNamespace = pods.filter(
    pod => !namespace || pod.namespace === namespace,
  );
  if (name) {
    const pod = inNamespace.find(one => one.name === name);
    return oneMetric(route, context, pod && podMetrics(pod, clock));
  }
  return json({
    kind: 'PodMetricsList',
    apiVersion: API_VERSION,
    metadata: {},
    items: inNamespace
      .filter(pod => isWanted(podLabels(pod)))
      .map(pod => podMetrics(pod, clock)),
  });
}
