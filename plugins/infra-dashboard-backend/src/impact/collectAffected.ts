import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { indexWorkloads } from '../inventory/indexWorkloads';
import { findHostedNodes, type HostedNode } from './findHostedNodes';
import type { MachineFinder } from './MachineFinder';
import { isMachine } from './MachineIndex';

/** All that is affected when a node fails. */
export interface Affected {
  /** Nodes that are machines on it, and on these in turn. */
  nodes: HostedNode[];
  /** What runs on it and on them. */
  workloads: Set<Workload>;
}

/** What has ended, or is a template, does not depend on a node. */
function depends(
  { metadata, template, type }: Workload,
  { workloadTypes }: ClusterRecord,
): boolean {
  const ended = workloadTypes?.get(type)?.ended;
  const hasEnded = ended?.values.includes(metadata?.[ended.key] ?? '');
  return !template && !hasEnded;
}

/** Walks up the layers: hypervisor, virtual machines, the nodes that they are, what runs there. */
export function collectAffected(
  start: { record: ClusterRecord; node: NodeStatus },
  options: { records: readonly ClusterRecord[]; finder: MachineFinder },
): Affected {
  const nodes: HostedNode[] = [];
  const workloads = new Set<Workload>();
  const keyOf = (one: NodeStatus) => JSON.stringify([one.cluster, one.name]);
  const seen = new Set([keyOf(start.node)]);
  let layer = [start];
  while (layer.length > 0) {
    const machines: Workload[] = [];
    for (const { record, node } of layer) {
      const { data } = record.snapshot.workloads;
      const onNode = data && indexWorkloads(data).byNode.get(node.name);
      for (const workload of onNode ?? []) {
        if (!depends(workload, record)) continue;
        workloads.add(workload);
        if (isMachine(workload, record)) machines.push(workload);
      }
    }
    layer = findHostedNodes(machines, options).filter(hosted => {
      const key = keyOf(hosted.node);
      if (seen.has(key)) return false;
      seen.add(key);
      nodes.push(hosted);
      return true;
    });
  }
  return { nodes, workloads };
}
