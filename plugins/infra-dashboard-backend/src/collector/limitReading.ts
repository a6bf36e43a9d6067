import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  toLimitation,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Far more than the platforms themselves support in one cluster. */
export const MAX_NODES = 20_000;
export const MAX_STORAGES = 20_000;
export const MAX_WORKLOADS = 200_000;

function cut<T>(
  items: T[],
  options: {
    max: number;
    code: 'nodes-truncated' | 'storages-truncated' | 'workloads-truncated';
  },
): { items: T[]; limitation: Limitation } | undefined {
  const { code, max } = options;
  if (items.length <= max) return undefined;
  return {
    items: items.slice(0, max),
    limitation: toLimitation(
      coreMessage(code, { count: max, total: items.length }),
      coreMessage('split-provider'),
      code === 'storages-truncated' ? 'storages' : undefined,
    ),
  };
}

/** Truncates the nodes of a cluster that has too many, and reports it. */
export function limitNodes(reading: Topology): Topology {
  const left = cut(reading.nodes, {
    max: MAX_NODES,
    code: 'nodes-truncated',
  });
  if (!left) return reading;
  const limitations = [...(reading.limitations ?? []), left.limitation];
  const complete = reading.complete && { ...reading.complete, nodes: false };
  return { ...reading, nodes: left.items, limitations, complete };
}

/** The same for storages. */
export function limitStorages(reading: Topology): Topology {
  const left = cut(reading.storages ?? [], {
    max: MAX_STORAGES,
    code: 'storages-truncated',
  });
  if (!left) return reading;
  const limitations = [...(reading.limitations ?? []), left.limitation];
  const complete = reading.complete && { ...reading.complete, storages: false };
  return { ...reading, storages: left.items, limitations, complete };
}

/** The same for workloads. */
export function limitWorkloads(reading: WorkloadsReading): WorkloadsReading {
  const left = cut(reading.items, {
    max: MAX_WORKLOADS,
    code: 'workloads-truncated',
  });
  if (!left) return reading;
  const limitations = [...(reading.limitations ?? []), left.limitation];
  return { ...reading, items: left.items, limitations, complete: false };
}
