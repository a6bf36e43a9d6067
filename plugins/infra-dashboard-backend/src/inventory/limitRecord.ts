import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  Topology,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import {
  compileCriteria,
  type InfraClusterResource,
  type WorkloadCriteria,
} from '../permissions';
import { toRuleFields } from './workloadResource';

/** Callers of different rights whose part of a reading is remembered. */
const MAX_PARTS = 50;

const parts = new WeakMap<WorkloadsReading, Map<string, WorkloadsReading>>();

const uncounted = new WeakMap<Topology, Topology>();

/**
 * What of a reading a caller may see. It is the same for each of their requests, and only
 * looked for where a request asks for it.
 */
function limitReading(
  reading: WorkloadsReading,
  criteria: WorkloadCriteria,
  { name: cluster, provider, providerName }: InfraClusterResource,
): WorkloadsReading {
  const known = parts.get(reading) ?? new Map<string, WorkloadsReading>();
  parts.set(reading, known);
  const key = JSON.stringify([criteria, cluster, provider, providerName]);
  const remembered = known.get(key);
  if (remembered) return remembered;
  let items: Workload[] | undefined;
  const part = {
    ...reading,
    get items() {
      if (items) return items;
      const passes = compileCriteria(criteria, {
        ...{ cluster, provider, providerName },
      });
      items = reading.items.filter(one => passes(toRuleFields(one)));
      return items;
    },
  };
  if (known.size >= MAX_PARTS) known.clear();
  known.set(key, part);
  return part;
}

/** A topology without the numbers of workloads that a platform has counted. */
function withoutCounts(topology: Topology): Topology {
  const known = uncounted.get(topology);
  if (known) return known;
  const { workloads: _, ...totals } = topology.totals;
  const nodes = topology.nodes.map(({ workloads, ...node }) => node);
  const rest = { ...topology, nodes, totals };
  uncounted.set(topology, rest);
  return rest;
}

/** A cluster with the workloads that a caller may see, and no number of the others. */
export function limitRecord(
  record: ClusterRecord,
  criteria: WorkloadCriteria,
  cluster: InfraClusterResource,
): ClusterRecord {
  if (criteria === true) return record;
  const { topology, workloads } = record.snapshot;
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
        data:
          workloads.data && criteria !== false
            ? limitReading(workloads.data, criteria, cluster)
            : undefined,
      },
    },
  };
}
