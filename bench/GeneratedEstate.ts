import {
  totalsOfNodes,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WatchOptions } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { FakeBehavior } from '../plugins/infra-dashboard-backend/src/testing/FakeProvider';

/** Ten clusters of each kind. */
const KINDS = [
  { prefix: 'pve', nodes: 16, workloads: 1_500, isWatched: false },
  { prefix: 'k8s', nodes: 200, workloads: 10_000, isWatched: true },
  { prefix: 'os', nodes: 100, workloads: 2_000, isWatched: false },
];

const CHANGES_PER_SECOND = 33;

/** A metrics server samples once a minute. */
const USE_MS = 60_000;

const OWNERS = 500;

interface Cluster {
  nodes: number;
  isWatched: boolean;
  items: Workload[];
  usedAt: number;
}

function workload(cluster: string, index: number, nodes: number): Workload {
  const app = `shop-${index % 500}`;
  return {
    id: `${cluster}-uid-${index}`,
    name: `${app}-${index}`,
    cluster,
    provider: 'nomad',
    node: `${cluster}-node-${index % nodes}`,
    namespace: `team-${index % 100}`,
    type: 'allocation',
    status: index % 200 === 0 ? 'CrashLoopBackOff' : 'Running',
    health: index % 200 === 0 ? 'failed' : 'healthy',
    cpu: { count: 0.5, usage: Math.random() },
    memory: { total: 2 ** 29, used: Math.random() * 2 ** 29 },
    restarts: 0,
    labels: {
      app,
      'app.kubernetes.io/name': app,
      'app.kubernetes.io/instance': 'production',
      'app.kubernetes.io/managed-by': 'Helm',
    },
    images: [`registry.example/shop:${index % 500}`],
    addresses: [`10.${index % 250}.${(index >> 8) % 250}.7`],
    owner: { kind: 'Deployment', name: app },
    ownerRef: `group:default/team-${index % OWNERS}`,
    entityRefs: [`component:default/${app}`],
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

function node(cluster: string, index: number): NodeStatus {
  return {
    id: `${cluster}-node-${index}`,
    name: `${cluster}-node-${index}`,
    cluster,
    provider: 'nomad',
    status: 'ready',
    health: 'healthy',
    cpu: { used: Math.random() * 16, total: 16 },
    memory: { used: Math.random() * 2 ** 36, total: 2 ** 36 },
  };
}

/** Platforms whose numbers move, and whose workloads change, as those of an estate do. */
export class GeneratedEstate {
  readonly providers: Array<{ name: string; type: string }> = [];
  /** Whether nothing responds. */
  isAway = false;
  readonly #clusters = new Map<string, Cluster>();
  readonly #listeners: Array<WatchOptions['onChange']> = [];
  #timer: NodeJS.Timeout | undefined;
  #changes = 0;

  constructor(scale: number) {
    for (const { isWatched, nodes, prefix, workloads } of KINDS) {
      for (let number = 0; number < 10; number += 1) {
        const name = `${prefix}-${number}`;
        this.providers.push({ name, type: 'nomad' });
        const items = Array.from(
          { length: Math.round(workloads * scale) },
          (_, index) => workload(name, index, nodes),
        );
        this.#clusters.set(name, {
          ...{ isWatched, items, nodes, usedAt: performance.now() },
        });
      }
    }
  }

  get size(): number {
    let size = 0;
    for (const { items } of this.#clusters.values()) size += items.length;
    return size;
  }

  get behavior(): Partial<FakeBehavior> {
    return {
      topology: async ({ name }) => {
        if (this.isAway) return new Promise(() => {});
        const nodes = Array.from(
          { length: this.#clusters.get(name)!.nodes },
          (_, index) => node(name, index),
        );
        return [
          {
            ...{ name, health: 'healthy', nodes, identity: name },
            totals: totalsOfNodes(nodes),
            complete: { nodes: true, facts: true },
          },
        ];
      },
      workloads: async ({ name }) => this.#read(name),
      // A connection ignores clusters of other ones.
      watch: ({ onChange }) => void this.#listeners.push(onChange),
    };
  }

  /** Adds workloads to each cluster. */
  grow(count: number): void {
    for (const [name, cluster] of this.#clusters) {
      const { items, nodes } = cluster;
      const from = items.length;
      for (let index = from; index < from + count; index += 1) {
        items.push(workload(name, index, nodes));
      }
    }
  }

  startChanges(): void {
    this.#timer = setInterval(() => this.#change(), 1_000);
  }

  stopChanges(): void {
    clearInterval(this.#timer);
  }

  /** As a client of a platform has them: unchanged objects where there is a watch. */
  #read(name: string) {
    const cluster = this.#clusters.get(name)!;
    const now = performance.now();
    if (!cluster.isWatched || now - cluster.usedAt > USE_MS) {
      cluster.usedAt = now;
      cluster.items = cluster.items.map(one => ({
        ...one,
        cpu: { ...one.cpu, usage: Math.random() },
        memory: { ...one.memory, used: Math.random() * 2 ** 29 },
      }));
    }
    return { items: [...cluster.items], complete: true };
  }

  /** Pods of all watched clusters, each time others. */
  #change(): void {
    const watched = [...this.#clusters].filter(([, one]) => one.isWatched);
    for (let index = 0; index < CHANGES_PER_SECOND; index += 1) {
      const [, { items }] = watched[index % watched.length];
      const position = (this.#changes * 7) % items.length;
      this.#changes += 1;
      const one = items[position];
      const isFailed = one.health === 'failed';
      items[position] = {
        ...one,
        status: isFailed ? 'Running' : 'CrashLoopBackOff',
        health: isFailed ? 'healthy' : 'failed',
      };
    }
    for (const [cluster] of watched) {
      for (const report of this.#listeners) {
        report({ cluster, read: async () => this.#read(cluster) });
      }
    }
  }
}
