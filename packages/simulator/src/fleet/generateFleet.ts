import { fraction, suffix } from './derive';
import {
  fleetSchema,
  GIB,
  type Cluster,
  type ClusterInput,
  type Fleet,
} from './schema';

export interface GenerateFleetOptions {
  /** Default: fleet */
  seed?: string | number;
  /** Clusters of each platform. */
  clusters: Partial<Record<Cluster['type'], number>>;
  nodesPerCluster: number;
  workloadsPerCluster: number;
}

const REPLICAS = 3;
const TEAMS = 20;

/** Share of unhealthy workloads: one in fifty. */
const UNHEALTHY_SHARE = 0.02;

const pad = (value: number, length: number) =>
  String(value).padStart(length, '0');

type Random = (...words: Array<string | number>) => number;

function makeWorkload(
  type: Cluster['type'],
  options: { index: number; node: string; random: Random; cluster: string },
) {
  const { index, node, random, cluster } = options;
  const app = Math.floor(index / REPLICAS);
  const component = `component-${pad(app % 500, 3)}`;
  const isUnhealthy = random('trouble', index) < UNHEALTHY_SHARE;
  const base = {
    name: `workload-${pad(index + 1, 5)}`,
    node,
    load: random('workload', index),
    memoryLoad: random('workload-memory', index),
  };
  switch (type) {
    case 'proxmox':
      return {
        ...base,
        vmid: 100 + index,
        kind: index % 5 === 0 ? 'lxc' : 'qemu',
        status: isUnhealthy ? 'stopped' : 'running',
        tags: [component],
      };
    case 'kubernetes': {
      const deployment = `app-${pad(app, 4)}`;
      const hash = suffix(9, cluster, deployment);
      return {
        ...base,
        name: `${deployment}-${hash}-${suffix(5, cluster, index)}`,
        cores: 0.5,
        memory: GIB,
        namespace: `team-${app % TEAMS}`,
        deployment,
        state: isUnhealthy ? 'CrashLoopBackOff' : 'Running',
        restarts: isUnhealthy ? 12 : 0,
        labels: { app: deployment, 'backstage.io/kubernetes-id': component },
      };
    }
    default:
      return {
        ...base,
        project: index % 4 === 0 ? 'demo' : `team-${app % TEAMS}`,
        status: isUnhealthy ? 'SHUTOFF' : 'ACTIVE',
        powerState: isUnhealthy ? 4 : 1,
        metadata: { component },
      };
  }
}

/** A fleet of any size; the same options always give the same fleet. */
export function generateFleet(options: GenerateFleetOptions): Fleet {
  const { seed = 'fleet', nodesPerCluster, workloadsPerCluster } = options;
  const clusters: ClusterInput[] = [];
  for (const [type, count = 0] of Object.entries(options.clusters)) {
    for (let number = 1; number <= count; number += 1) {
      const name = `${type}-${pad(number, 2)}`;
      const random: Random = (...words) => fraction(seed, name, ...words);
      const nodes = Array.from({ length: nodesPerCluster }, (_, index) => ({
        name: `node-${pad(index + 1, 3)}`,
        cores: 32,
        memory: 256 * GIB,
        load: random('load', index),
        memoryLoad: random('memory', index),
      }));
      const workloads = Array.from(
        { length: workloadsPerCluster },
        (_, index) =>
          makeWorkload(type as Cluster['type'], {
            index,
            node: nodes[index % nodesPerCluster].name,
            random,
            cluster: name,
          }),
      );
      clusters.push({ name, type, nodes, workloads } as ClusterInput);
    }
  }
  return fleetSchema.parse({ clusters });
}
