import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  Topology,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Far more than the platforms themselves bear in one cluster. */
export const MAX_NODES = 20_000;
export const MAX_WORKLOADS = 200_000;

function cut<T>(
  items: T[],
  options: { most: number; what: string },
): { items: T[]; limitation: Limitation } | undefined {
  const { most, what } = options;
  if (items.length <= most) return undefined;
  return {
    items: items.slice(0, most),
    limitation: {
      code: `${what}-truncated`,
      message: `Only the first ${most.toLocaleString(
        'en',
      )} of ${items.length.toLocaleString('en')} ${what} are shown`,
      remedy:
        'Configure a provider for each part of it, with rights on that part',
    },
  };
}

/** Cuts off what is more than can be held for one cluster, and reports it. */
export function limitNodes(reading: Topology): Topology {
  const left = cut(reading.nodes, { most: MAX_NODES, what: 'nodes' });
  if (!left) return reading;
  const limitations = [...(reading.limitations ?? []), left.limitation];
  const complete = reading.complete && { ...reading.complete, nodes: false };
  return { ...reading, nodes: left.items, limitations, complete };
}

/** The same for workloads. */
export function limitWorkloads(reading: WorkloadsReading): WorkloadsReading {
  const left = cut(reading.items, { most: MAX_WORKLOADS, what: 'workloads' });
  if (!left) return reading;
  const limitations = [...(reading.limitations ?? []), left.limitation];
  return { ...reading, items: left.items, limitations, complete: false };
}
