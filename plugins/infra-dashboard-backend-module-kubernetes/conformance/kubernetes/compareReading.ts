import type { TopologyReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { deepStrictEqual, ok } from 'node:assert';
import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadsReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { compareRows, type Comparison } from './compareRows';
import { compareUsage } from './compareUsage';
import type { Prints, Refusal, Row } from './kubectl';

/** What the provider reads of a cluster in one refresh. */
export interface Reading {
  cluster: TopologyReading;
  /** Undefined where they are forbidden as a whole. */
  workloads?: WorkloadsReading;
}

/** From this minor version on servers print sidecars, and pods that ended as such. */
const NEWER_RULES = 29;

function isEnded({ metadata }: Workload): boolean {
  return metadata?.phase === 'Succeeded' || metadata?.phase === 'Failed';
}

/**
 * Whether an older server prints this pod by a rule that later ones have given up: of a pod
 * that ended, Terminating or the state of its first container; and init containers that are
 * not done, of a pod that runs or calls itself initialized, which only sidecars let happen.
 */
function isOlderRule(pod: Workload, row: Row): boolean {
  if (isEnded(pod) && /^(Terminating|Completed)$/.test(row.STATUS)) return true;
  return (
    row.STATUS.startsWith('Init:') &&
    (pod.metadata?.phase !== 'Pending' || !pod.status.startsWith('Init:'))
  );
}

/** Compares a reading with what kubectl prints before and after it. */
export function compareReading(
  { cluster, workloads }: Reading,
  options: { before: Prints; after: Prints; ms: number; namespace?: string },
): Record<keyof Prints, Comparison> {
  const { before, after, ms, namespace } = options;
  const named = ({ namespace: within, name }: Workload) =>
    namespace ? name : `${within}/${name}`;
  const index = (type: string) =>
    new Map(
      (workloads?.items ?? [])
        .filter(item => item.type === type)
        .map(item => [named(item), item]),
    );
  const nodes = new Map(cluster.nodes.map(node => [node.name, node]));
  const pods = index('pod');
  const minor = Number(/^v\d+\.(\d+)/.exec(cluster.version ?? '')?.[1] ?? 0);
  return {
    nodes: compareRows<NodeStatus>({
      what: 'node',
      before: before.nodes,
      after: after.nodes,
      columns: ['STATUS', 'ROLES', 'VERSION'],
      mapped: nodes,
      toCells: ({ rawStatus = '', metadata }) => ({
        STATUS: rawStatus,
        ROLES: metadata?.roles || '<none>',
        VERSION: metadata?.kubeletVersion ?? '',
      }),
    }),
    pods: compareRows<Workload>({
      what: 'pod',
      before: before.pods,
      after: after.pods,
      columns: ['READY', 'STATUS', 'RESTARTS'],
      mapped: pods,
      toCells: (pod, row) => ({
        READY: `${pod.ready?.ready}/${pod.ready?.desired}`,
        STATUS: pod.status,
        // What may follow, as in 5 (3m ago), changes during the comparison.
        RESTARTS: row.RESTARTS?.replace(/^\d+/, String(pod.restarts)),
      }),
      isNewerRule: (pod, row) => minor < NEWER_RULES && isOlderRule(pod, row),
    }),
    deployments: compareRows<Workload>({
      what: 'deployment',
      before: before.deployments,
      after: after.deployments,
      columns: ['READY', 'UP-TO-DATE', 'AVAILABLE'],
      mapped: index('deployment'),
      toCells: ({ ready, metadata }) => ({
        READY: `${ready?.ready}/${ready?.desired}`,
        'UP-TO-DATE': String(metadata?.updated),
        AVAILABLE: String(metadata?.available),
      }),
    }),
    statefulsets: compareRows<Workload>({
      what: 'StatefulSet',
      before: before.statefulsets,
      after: after.statefulsets,
      columns: ['READY'],
      mapped: index('statefulset'),
      toCells: ({ ready }) => ({ READY: `${ready?.ready}/${ready?.desired}` }),
    }),
    nodeMetrics: compareUsage({
      what: 'node',
      before: before.nodeMetrics,
      after: after.nodeMetrics,
      ms,
      mapped: new Map(
        [...nodes].map(([name, { cpu, memory }]) => [
          name,
          { cpu: cpu.used, memory: memory.used },
        ]),
      ),
    }),
    podMetrics: compareUsage({
      what: 'pod',
      before: before.podMetrics,
      after: after.podMetrics,
      ms,
      mapped: new Map(
        [...pods].map(([name, { cpu, memory }]) => [
          name,
          { cpu: cpu.usage, memory: memory.used },
        ]),
      ),
    }),
  };
}

/** Codes of all limitations of a reading. */
export function codesOf({ cluster, workloads }: Reading): string[] {
  const all = [
    ...(cluster.limitations ?? []),
    ...(workloads?.limitations ?? []),
  ];
  return [...new Set(all.map(({ code }) => code))].sort();
}

/** What kubectl is refused must be a limitation, and not be shown as empty or 0. */
export function checkRefusals(reading: Reading, prints: Prints): void {
  const { cluster, workloads } = reading;
  const codes = codesOf(reading);
  const expectOneOf = (...any: string[]) =>
    ok(
      any.some(code => codes.includes(code)),
      `one of ${any.join(', ')} among the limitations ${codes.join(', ')}`,
    );
  const kinds = ['pods', 'deployments', 'statefulsets'] as const;
  for (const part of ['nodes', ...(workloads ? kinds : [])] as const) {
    if ('refused' in prints[part]) {
      expectOneOf(`no-permission-${part}`, `${part}-unreadable`);
    }
  }
  if (!workloads) {
    ok(
      kinds.every(kind => 'refused' in prints[kind]),
      'workloads are forbidden only where none can be listed',
    );
  }
  const expectUnknown = (used: unknown[]) =>
    deepStrictEqual(used, [], 'what is not measured is not 0');
  const code = (id: string, refused: Refusal) =>
    ({
      denied: `no-permission-${id}`,
      missing: 'metrics-not-installed',
      broken: 'metrics-unavailable',
      empty: 'metrics-empty',
    }[refused]);
  const { nodeMetrics, podMetrics } = prints;
  if ('refused' in nodeMetrics) {
    expectOneOf(code('node-metrics', nodeMetrics.refused));
    expectUnknown(cluster.nodes.filter(({ cpu }) => cpu.used !== undefined));
  }
  if (workloads && 'refused' in podMetrics) {
    // There may be no pod metrics at all: the pods may all have ended.
    if (podMetrics.refused !== 'empty') {
      expectOneOf(code('pod-metrics', podMetrics.refused));
    }
    expectUnknown(workloads.items.filter(({ cpu }) => cpu.usage !== undefined));
  }
}
