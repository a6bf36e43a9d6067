import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ClusterStatus,
  CountsBy,
  Health,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

type Attributes = Record<string, string>;

interface Sample {
  value: number;
  attributes: Attributes;
}

/** What one collection reports of a gauge. */
type Read = (clusters: readonly ClusterStatus[]) => Iterable<Sample>;

const RESOURCES = [
  ['cpu', '{cpu}', 'Cores'],
  ['memory', 'By', 'Bytes of memory'],
  ['storage', 'By', 'Bytes of storage'],
] as const;

const AMOUNTS = [
  ['used', 'in use'],
  ['total', 'there are'],
  ['requested', 'requested or allocated'],
] as const;

/** A metrics backend has to store each of them. */
const MAX_NODES = 10_000;

/** All gauges of one collection report the same moment. */
const REUSE_MS = 1_000;

function ofCluster({ name, provider, providerName }: ClusterStatus) {
  return { cluster: name, provider: providerName ?? name, type: provider };
}

/** What is not current is not reported. */
function* freshOnes(clusters: readonly ClusterStatus[]) {
  for (const cluster of clusters) {
    if (cluster.freshness.state === 'fresh') yield cluster;
  }
}

function* nodesOf(clusters: readonly ClusterStatus[]) {
  let count = 0;
  for (const cluster of freshOnes(clusters)) {
    for (const node of cluster.nodes ?? []) {
      count += 1;
      if (count > MAX_NODES) return;
      yield { node, attributes: { ...ofCluster(cluster), node: node.name } };
    }
  }
}

function* countsOf(
  cluster: ClusterStatus,
  counts: CountsBy<Health> | undefined,
): Generator<Sample> {
  for (const [health, value] of Object.entries(counts ?? {})) {
    if (health === 'total') continue;
    yield { value, attributes: { ...ofCluster(cluster), health } };
  }
}

function* amountOf(
  usage: Usage | undefined,
  amount: (typeof AMOUNTS)[number][0],
  attributes: Attributes,
): Generator<Sample> {
  const value = usage?.[amount];
  if (value !== undefined && Number.isFinite(value)) {
    yield { value, attributes };
  }
}

function* ups(clusters: readonly ClusterStatus[]): Generator<Sample> {
  for (const cluster of clusters) {
    const isUp = cluster.freshness.state === 'fresh' && !cluster.error;
    yield { value: isUp ? 1 : 0, attributes: ofCluster(cluster) };
  }
}

function* healthyNodes(clusters: readonly ClusterStatus[]): Generator<Sample> {
  for (const { attributes, node } of nodesOf(clusters)) {
    if (node.health === 'unknown') continue;
    yield { value: node.health === 'healthy' ? 1 : 0, attributes };
  }
}

const GAUGES: ReadonlyArray<[string, string, string, Read]> = [
  ['cluster.up', '1', 'Whether the data of a cluster is current', ups],
  [
    'cluster.nodes',
    '{node}',
    'Nodes by health',
    function* read(clusters) {
      for (const one of freshOnes(clusters)) {
        yield* countsOf(one, one.totals.nodesByHealth);
      }
    },
  ],
  [
    'cluster.workloads',
    '{workload}',
    'Workloads by health',
    function* read(clusters) {
      for (const one of clusters) {
        if (one.workloadsFreshness?.state !== 'fresh') continue;
        yield* countsOf(one, one.totals.workloads);
      }
    },
  ],
  ['node.healthy', '1', 'Whether a node is healthy', healthyNodes],
  ...RESOURCES.flatMap(([resource, unit, what]) =>
    AMOUNTS.flatMap(
      ([amount, which]): Array<[string, string, string, Read]> => {
        const name = `${resource}.${amount}`;
        const description = `${what} ${which}`;
        return [
          [
            `cluster.${name}`,
            unit,
            description,
            function* read(clusters) {
              for (const one of freshOnes(clusters)) {
                yield* amountOf(one.totals[resource], amount, ofCluster(one));
              }
            },
          ],
          [
            `node.${name}`,
            unit,
            description,
            function* read(clusters) {
              for (const { attributes, node } of nodesOf(clusters)) {
                yield* amountOf(node[resource], amount, attributes);
              }
            },
          ],
        ];
      },
    ),
  ),
];

/**
 * Reports gauges of clusters and nodes through Backstage's metrics service.
 *
 * @param list - all clusters with their nodes
 */
export function observeEstate(
  metrics: MetricsService,
  list: () => ClusterStatus[],
): void {
  let last: { at: number; clusters: ClusterStatus[] } | undefined;
  const current = () => {
    const at = performance.now();
    if (!last || at - last.at > REUSE_MS) last = { at, clusters: list() };
    return last.clusters;
  };
  for (const [name, unit, description, read] of GAUGES) {
    metrics
      .createObservableGauge(`infra_dashboard.${name}`, { description, unit })
      .addCallback(result => {
        for (const { attributes, value } of read(current())) {
          result.observe(value, attributes);
        }
      });
  }
}
