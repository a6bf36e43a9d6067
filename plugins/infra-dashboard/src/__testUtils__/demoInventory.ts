import type {
  Change,
  ClusterStatus,
  Problem,
  ProviderStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { demoChanges } from './demoChanges';
import recorded from '../__fixtures__/inventory.json';

/** The data of a fake backend. */
export interface Inventory {
  clusters: ClusterStatus[];
  providers: ProviderStatus[];
  workloads: Workload[];
  storages?: StorageStatus[];
  /** The change log, the latest first. */
  changes?: Change[];
  /** Default: those that the clusters and workloads have. */
  problems?: Problem[];
  /** What is read of workloads on demand, by id. */
  details?: Record<
    string,
    Pick<WorkloadResponse, 'detail' | 'detailError'> | undefined
  >;
}

const UNREAD = { cpu: {}, memory: {}, nodes: { total: 0 } };

function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/**
 * Recorded backend responses for the simulator's demo fleet: two clusters of each platform,
 * `k8s-edge` unreachable. All dates are moved to now.
 */
export function recordedInventory(): Inventory {
  const shift = Date.now() - Date.parse(recorded.recordedAt) - 4_000;
  const text = JSON.stringify(recorded).replace(
    /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g,
    (_, date) => `"${new Date(Date.parse(date) + shift).toISOString()}"`,
  );
  return JSON.parse(text) as Inventory;
}

/** `k8s-staging`: timed out, shown from its last good read 74 seconds ago. */
function staleCluster(inventory: Inventory): ClusterStatus {
  const prod = inventory.clusters.find(({ name }) => name === 'k8s-prod')!;
  return {
    ...prod,
    name: 'k8s-staging',
    health: 'healthy',
    statusReason: undefined,
    error: {
      code: 'TIMEOUT',
      message: 'Kubernetes did not respond within 10 seconds',
      hint: 'Check the load of its API server, or raise the timeout',
    },
    freshness: { state: 'stale', observedAt: ago(74) },
    workloadsFreshness: { state: 'stale', observedAt: ago(74) },
    nodes: prod.nodes?.map(node => ({ ...node, cluster: 'k8s-staging' })),
  };
}

function unread(
  name: string,
  provider: string,
  state: 'pending' | 'disabled',
): ClusterStatus {
  return {
    name,
    provider,
    health: 'unknown',
    freshness: { state },
    totals: UNREAD,
  };
}

/** A node's worth of pods, to see the table scroll. */
export function manyPods(options: {
  cluster: string;
  node: string;
  count: number;
}): Workload[] {
  const { cluster, count, node } = options;
  return Array.from({ length: count }, (_, index) => ({
    id: `${cluster}-pod-${index}`,
    name: `load-${String(index).padStart(4, '0')}`,
    cluster,
    node,
    provider: 'kubernetes',
    namespace: `team-${index % 7}`,
    type: 'pod',
    status: index % 50 === 3 ? 'CrashLoopBackOff' : 'Running',
    health: index % 50 === 3 ? 'failed' : 'healthy',
    cpu: { count: 0.5, usage: (index % 10) / 20 },
    memory: { used: (index % 32) * 2 ** 24, total: 2 ** 29 },
    uptime: index * 977,
  }));
}

/** The recorded clusters, plus one cluster in each possible state. */
export function demoInventory(): Inventory {
  const inventory = recordedInventory();
  return {
    clusters: [
      ...inventory.clusters,
      staleCluster(inventory),
      unread('pve-new', 'proxmox', 'pending'),
      unread('os-old', 'openstack', 'disabled'),
    ],
    providers: [
      ...inventory.providers,
      {
        name: 'pve-berlin',
        type: 'proxmox',
        enabled: true,
        state: 'misconfigured',
        source: 'app-config',
        error: {
          code: 'MISCONFIGURED',
          message: "infraDashboard.providers[6]: 'tokenSecret' is missing",
          hint: 'Set it, for example to ${PVE_BERLIN_TOKEN}',
        },
      },
    ],
    workloads: [
      ...inventory.workloads,
      ...manyPods({ cluster: 'k8s-staging', node: 'worker-1', count: 600 }),
    ],
    changes: demoChanges(),
  };
}
