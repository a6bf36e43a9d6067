import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { findHostedNodes, type HostedNode } from './findHostedNodes';
import { isMachine } from './MachineIndex';
import type { WorkloadSource } from './WorkloadSource';

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
export async function collectAffected(
  start: { record: ClusterRecord; node: NodeStatus },
  options: { records: readonly ClusterRecord[]; source: WorkloadSource },
): Promise<Affected> {
  const nodes: HostedNode[] = [];
  const workloads = new Set<Workload>();
  const keyOf = (one: NodeStatus) => JSON.stringify([one.cluster, one.name]);
  const seen = new Set([keyOf(start.node)]);
  let layer = [start];
  while (layer.length > 0) {
    const machines: Workload[] = [];
    const byRecord = new Map<ClusterRecord, string[]>();
    for (const { record, node } of layer) {
      byRecord.set(record, [...(byRecord.get(record) ?? []), node.name]);
    }
    for (const [record, names] of byRecord) {
      const onNodes = await options.source.onNodes(record, names);
      for (const workload of onNodes) {
        if (!depends(workload, record)) continue;
        workloads.add(workload);
        if (isMachine(workload, record)) machines.push(workload);
      }
    }
    const hostedNodes = await findHostedNodes(machines, options);
    layer = hostedNodes.filter(hosted => {
      const key = keyOf(hosted.node);
      if (seen.has(key)) return false;
      seen.add(key);
      nodes.push(hosted);
      return true;
    });
  }
  return { nodes, workloads };
}
