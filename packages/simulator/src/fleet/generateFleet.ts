import { fraction } from './derive';
import type { Cluster, Fleet, FleetInput } from './schema';
import { fleetSchema } from './schema';

const GIB = 1024 ** 3;

export interface GenerateFleetOptions {
  seed?: string;
  /** Clusters of each platform. */
  clusters: Partial<Record<Cluster['type'], number>>;
  nodesPerCluster: number;
  workloadsPerCluster: number;
}

/** A fleet of any size; the same options always give the same fleet. */
export function generateFleet(options: GenerateFleetOptions): Fleet {
  const {
    seed = 'fleet',
    clusters,
    nodesPerCluster,
    workloadsPerCluster,
  } = options;
  const list: FleetInput['clusters'] = [];
  const nodeName = (index: number) =>
    `node-${String(index + 1).padStart(3, '0')}`;
  for (const [type, count] of Object.entries(clusters)) {
    for (let number = 1; number <= (count ?? 0); number += 1) {
      const name = `${type}-${String(number).padStart(2, '0')}`;
      const at = (word: string, index: number) =>
        fraction(seed, name, word, index);
      const nodes = Array.from({ length: nodesPerCluster }, (_, index) => ({
        name: nodeName(index),
        cores: 32,
        memory: 256 * GIB,
        load: at('load', index),
        memoryLoad: at('memory', index),
      }));
      const workloads = Array.from(
        { length: workloadsPerCluster },
        (_, index) => ({
          name: `workload-${String(index + 1).padStart(5, '0')}`,
          node: nodeName(index % nodesPerCluster),
          vmid: 100 + index,
          namespace: `team-${index % 20}`,
          project: `team-${index % 20}`,
          deployment: `app-${Math.floor(index / 3)}`,
          load: at('workload', index),
          memoryLoad: at('workload-memory', index),
        }),
      );
      list.push({
        name,
        type,
        nodes,
        workloads,
      } as FleetInput['clusters'][number]);
    }
  }
  return fleetSchema.parse({ clusters: list });
}
