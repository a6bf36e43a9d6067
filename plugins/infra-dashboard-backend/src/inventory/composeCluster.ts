import {
  countBy,
  type ClusterStatus,
  type Completeness,
  type Freshness,
  type Health,
  type NodeStatus,
  type ProviderError,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  completenessOf,
  type ClusterRecord,
  type SnapshotPart,
} from '../collector';
import type { ProviderEntry } from '../config';
import { describeDuplicate, type Duplicates } from './findDuplicates';
import type { Nested } from './NestedNodes';

function freshnessOf(
  part: SnapshotPart<unknown>,
  options: { entry: ProviderEntry; now: number; error?: ProviderError },
): Freshness {
  const { entry, now, error } = options;
  if (!entry.enabled) return { state: 'disabled' };
  if (part.observedAt === undefined) {
    return { state: error ? 'stale' : 'pending' };
  }
  const isOld = now - part.observedAt > entry.timings.staleAfterMs;
  return {
    state: error || isOld ? 'stale' : 'fresh',
    // A clock that was set must not make an age negative.
    observedAt: new Date(Math.min(part.observedAt, now)).toISOString(),
  };
}

/**
 * The last known health counts only as long as the data may be believed. After that it is
 * reported as what it was, so that a problem is not forgotten because reading failed.
 */
function healthOf(
  record: ClusterRecord,
  now: number,
): { health: Health; lastKnownHealth?: Health } {
  const { data, observedAt } = record.snapshot.topology;
  if (!record.entry.enabled || !data || observedAt === undefined) {
    return { health: 'unknown' };
  }
  const isOld = now - observedAt > record.entry.timings.staleAfterMs;
  return isOld
    ? { health: 'unknown', lastKnownHealth: data.health }
    : { health: data.health };
}

/** How old both parts of a cluster are, and why no newer ones could be read. */
export function composeReadState(record: ClusterRecord, now: number) {
  const { entry, snapshot } = record;
  const { topology, workloads } = snapshot;
  return {
    error: topology.error,
    freshness: freshnessOf(topology, { entry, now, error: topology.error }),
    workloadsFreshness: freshnessOf(workloads, {
      entry,
      now,
      error: topology.error ?? workloads.error,
    }),
    workloadsError: workloads.error,
  };
}

/** How a cluster is, without anything that has to be counted. */
export function composeHealth(record: ClusterRecord, now: number) {
  const { entry, snapshot } = record;
  const reading = snapshot.topology.data;
  return {
    name: snapshot.name,
    provider: entry.type,
    ...healthOf(record, now),
    statusReason: reading?.statusReason,
    reasonCode: reading?.reasonCode,
    reasonParams: reading?.reasonParams,
    since: snapshot.since,
    ...composeReadState(record, now),
  };
}

/** What is not fresh may lack what is new, so that absence from it means nothing. */
function composeCompleteness(
  snapshot: ClusterRecord['snapshot'],
  parts: { freshness: Freshness; workloadsFreshness: Freshness },
): Completeness {
  const { facts, nodes, workloads } = completenessOf(snapshot);
  const isFresh = parts.freshness.state === 'fresh';
  return {
    nodes: nodes && isFresh,
    facts: facts && isFresh,
    workloads: workloads && parts.workloadsFreshness.state === 'fresh',
  };
}

/** A node of a record with the number of its workloads by health. */
export function composeNode(
  { snapshot }: ClusterRecord,
  node: NodeStatus,
): NodeStatus {
  const { countsByNode } = snapshot.workloads.data ?? {};
  if (!countsByNode) return node;
  return { ...node, workloads: countsByNode.get(node.name) ?? { total: 0 } };
}

/** All nodes of a record. */
export function composeNodes(record: ClusterRecord): NodeStatus[] {
  const { nodes = [] } = record.snapshot.topology.data ?? {};
  return nodes.map(node => composeNode(record, node));
}

/**
 * Composes the API response of a cluster: the last good data, its age, and the error of the
 * last read.
 */
export function composeCluster(
  record: ClusterRecord,
  options: {
    now: number;
    includeNodes?: boolean;
    duplicates?: Duplicates;
    nested?: Nested;
  },
): ClusterStatus {
  const { entry, snapshot } = record;
  const { now, includeNodes } = options;
  const { topology, workloads } = snapshot;
  const reading = topology.data;
  const same = options.duplicates?.get(snapshot.name);
  const nested = options.nested?.get(snapshot.name);
  const limitations = [
    ...(same ? [describeDuplicate(same.others)] : []),
    ...(reading?.limitations ?? []),
    ...(workloads.data?.limitations ?? []),
  ].filter(
    ({ code, message }, index, all) =>
      all.findIndex(
        other => other.code === code && other.message === message,
      ) === index,
  );
  const status = composeHealth(record, now);
  return {
    ...status,
    providerName: entry.name,
    displayName: reading?.displayName,
    version: reading?.version,
    totals: {
      ...(reading
        ? {
            nodesByHealth: countBy(reading.nodes, node => node.health),
            ...reading.totals,
          }
        : { cpu: {}, memory: {}, nodes: { total: 0 } }),
      ...(workloads.data?.counts && { workloads: workloads.data.counts }),
    },
    ...(nested && { nested }),
    ...(same && same.first !== snapshot.name && { duplicateOf: same.first }),
    ...(reading?.scope && { scope: reading.scope }),
    ...(includeNodes && { nodes: composeNodes(record) }),
    ...(includeNodes &&
      reading?.hostGroups && { hostGroups: reading.hostGroups }),
    ...(limitations.length > 0 && { limitations }),
    complete: composeCompleteness(snapshot, status),
    metadata: reading?.metadata,
  };
}
