import {
  countBy,
  type ClusterTotals,
  type Health,
  type StorageStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HistoryMetric } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord, SnapshotPart } from '../collector';
import { SPACE, type Sample } from './types';

/** Storages of a cluster whose space is sampled: the largest ones. */
const MAX_STORAGES = 500;

const USAGES = ['cpu', 'memory', 'storage'] as const;

function known(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function ofUsages(
  node: string,
  usages: Pick<ClusterTotals, 'cpu' | 'memory' | 'storage'>,
): Sample[] {
  return USAGES.flatMap(metric => {
    const usage: Usage = usages[metric] ?? {};
    const used = known(usage.used);
    const total = known(usage.total);
    const requested = known(usage.requested);
    const isUnknown =
      used === undefined && total === undefined && requested === undefined;
    const measuredTotal =
      used === undefined ? undefined : known(usage.measuredTotal) ?? total;
    return isUnknown
      ? []
      : [{ node, metric, used, total, measuredTotal, requested }];
  });
}

/** The space of storages, of those that tell it. */
function ofStorages(storages: readonly StorageStatus[]): Sample[] {
  return storages
    .flatMap(({ id, space }) => {
      const used = known(space.used);
      const total = known(space.total);
      return used === undefined || !total
        ? []
        : [{ node: id, metric: SPACE, used, total, measuredTotal: total }];
    })
    .sort((one, other) => other.total - one.total)
    .slice(0, MAX_STORAGES);
}

/** Where the health of none is known, neither is how many are healthy. */
function ofHealths(
  node: string,
  metric: HistoryMetric,
  counts: { total: number } & Partial<Record<Health, number>>,
): Sample {
  const { total, healthy = 0, unknown = 0 } = counts;
  const isUnknown = total > 0 && unknown === total;
  return { node, metric, total, ...(!isUnknown && { used: healthy }) };
}

/**
 * The current values of a cluster, its nodes and its storages. A reading counts while it is fresh or not
 * older than the sample interval.
 */
export function collectSamples(
  record: ClusterRecord,
  options: { now: number; sampleIntervalMs: number },
): Sample[] {
  const { now, sampleIntervalMs } = options;
  const { enabled, timings } = record.entry;
  if (!enabled) return [];
  const isRecent = ({ observedAt, error }: SnapshotPart<unknown>) => {
    if (observedAt === undefined) return false;
    const age = Math.max(now - observedAt, 0);
    return age <= sampleIntervalMs || (!error && age <= timings.staleAfterMs);
  };
  const { topology, workloads } = record.snapshot;
  const samples: Sample[] = [];
  const reading = topology.data;
  const nodes = reading && isRecent(topology) ? reading.nodes : undefined;
  if (reading && nodes) {
    samples.push(...ofUsages('', reading.totals));
    // None at all means that the credentials are not shown any.
    if (nodes.length > 0) {
      const healths = countBy(nodes, ({ health }) => health);
      samples.push(ofHealths('', 'nodes', healths));
    }
    samples.push(...nodes.flatMap(node => ofUsages(node.name, node)));
    samples.push(...ofStorages(reading.storages ?? []));
  }
  const { counts, countsByNode } = workloads.data ?? {};
  if (counts && isRecent(workloads)) {
    samples.push(ofHealths('', 'workloads', counts));
    for (const { name } of nodes ?? []) {
      const onNode = countsByNode?.get(name) ?? { total: 0 };
      samples.push(ofHealths(name, 'workloads', onNode));
    }
  }
  return samples;
}
