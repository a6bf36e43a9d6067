import type { NodePlacement } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import type { WorkloadCriteria } from '../permissions';

/** Many requests share a reading: its nodes are copied once, and go with it. */
const uncounted = new WeakMap<Topology, Topology>();

/** Without the number of workloads on the node, and the limit that would reveal it. */
function withoutSlots(placement: NodePlacement): NodePlacement {
  const { slots: _allocated, ...allocated } = placement.allocated;
  const { slots: _allocatable, ...allocatable } = placement.allocatable;
  return { ...placement, allocated, allocatable };
}

/** A topology without the numbers of workloads that a platform has counted. */
function withoutCounts(topology: Topology): Topology {
  const known = uncounted.get(topology);
  if (known) return known;
  const { workloads: _, ...totals } = topology.totals;
  const nodes = topology.nodes.map(({ placement, workloads, ...node }) => ({
    ...node,
    ...(placement && { placement: withoutSlots(placement) }),
  }));
  const rest = { ...topology, nodes, totals };
  uncounted.set(topology, rest);
  return rest;
}

/**
 * A cluster for callers who may not see all of its workloads, without the number of them. Those
 * that they may see are counted where a request needs it.
 */
export function limitRecord(
  record: ClusterRecord,
  criteria: WorkloadCriteria,
): ClusterRecord {
  if (criteria === true) return record;
  const { topology, workloads } = record.snapshot;
  const { counts, countsByNode, states, ...reading } = workloads.data ?? {};
  return {
    ...record,
    snapshot: {
      ...record.snapshot,
      topology: {
        ...topology,
        ...(topology.data && { data: withoutCounts(topology.data) }),
      },
      workloads: {
        ...workloads,
        // Without the permission nothing is known of them, which is not that there are none.
        data: workloads.data && criteria !== false ? reading : undefined,
      },
    },
  };
}
