import type { Cluster, Fleet } from '../fleet/schema';
import { setNodeStatus } from '../fleet/setNodeStatus';
import type { Simulator } from '../startSimulator';
import { findHostedNodes } from './findHostedNodes';
import type { Incident, IncidentTarget } from './Incident';
import { findCluster } from './findCluster';
import { moveWorkloads } from './moveWorkloads';

const UP = new Set(['up', 'online', 'Ready']);

/** The node that runs most of what there is. */
function busiest(cluster: Cluster): string {
  const count = (node: string) =>
    cluster.workloads.filter(one => one.node === node).length;
  const nodes = cluster.nodes
    .filter(({ state }) => UP.has(state))
    .map(({ name }) => name)
    .sort((one, other) => count(other) - count(one));
  if (nodes.length === 0) throw new Error(`${cluster.name} has no node up`);
  return nodes[0];
}

const setStatus = (
  simulator: Simulator,
  { cluster, node }: { cluster: string; node: string },
  status: string,
) => simulator.update(cluster, one => setNodeStatus(one, node, status));

/**
 * A node dies, with the nodes of Kubernetes whose machines it runs. What it ran moves to other
 * nodes, it comes back, and everything moves back.
 */
export function nodeDown(fleet: Fleet, target: IncidentTarget): Incident {
  const cluster = findCluster(fleet, target.cluster);
  const node = target.object ?? busiest(cluster);
  if (!cluster.nodes.some(({ name }) => name === node)) {
    throw new Error(`There is no node ${node} in ${cluster.name}`);
  }
  const host = { cluster: cluster.name, node };
  const hosted = findHostedNodes(fleet, { cluster, node });
  const involved = [...new Set([host, ...hosted].map(one => one.cluster))];
  const before = new Map(
    involved.map(name => [
      name,
      structuredClone(findCluster(fleet, name).workloads),
    ]),
  );
  /** Nodes whose machines stayed where they were. */
  const stuck = () =>
    hosted.filter(({ machine }) =>
      cluster.workloads.some(one => one.name === machine && one.node === node),
    );
  return {
    title: `${node} of ${cluster.name} dies and comes back`,
    steps: [
      {
        ...{ afterSeconds: 0, what: `${node} is down` },
        run: async simulator => {
          await setStatus(simulator, host, 'down');
          for (const one of hosted) await setStatus(simulator, one, 'unknown');
        },
      },
      {
        ...{ afterSeconds: 150, what: 'its workloads move' },
        run: async simulator => {
          await simulator.update(cluster.name, one => moveWorkloads(one, node));
          const left = new Set(stuck());
          for (const one of hosted) {
            if (left.has(one)) {
              await simulator.update(one.cluster, other =>
                moveWorkloads(other, one.node),
              );
            } else await setStatus(simulator, one, 'up');
          }
        },
      },
      {
        ...{ afterSeconds: 300, what: `${node} is back` },
        run: async simulator => {
          await setStatus(simulator, host, 'up');
          for (const one of hosted) await setStatus(simulator, one, 'up');
        },
      },
      {
        ...{ afterSeconds: 360, what: 'its workloads move back' },
        run: async simulator => {
          for (const [name, workloads] of before) {
            await simulator.update(name, one => {
              one.workloads = structuredClone(workloads) as never;
            });
          }
        },
      },
    ],
  };
}
