import {
  HEALTHS,
  usedShare,
  type Counts,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  NODE_SORT_KEYS,
  NodePage,
  NodeQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../../collector';
import { composeNode, composeReadState } from '../composeCluster';
import { readCursor, writeCursor } from './cursor';

type SortKey = (typeof NODE_SORT_KEYS)[number];
type Value = string | number | undefined;

/** A node, and what it is sorted by. */
interface Row {
  record: ClusterRecord;
  node: NodeStatus;
  value: Value;
}

/** Where a page ended. */
type Place = [value: Value, cluster: string, id: string];

const DEFAULT_LIMIT = 100;

const VALUES: Record<SortKey, (node: NodeStatus, counts?: Counts) => Value> = {
  name: ({ name }) => name.toLowerCase(),
  cluster: ({ cluster }) => cluster,
  status: ({ status }) => status,
  health: ({ health }) => HEALTHS.indexOf(health),
  cpu: ({ cpu }) => usedShare(cpu),
  memory: ({ memory }) => usedShare(memory),
  storage: ({ storage }) => storage && usedShare(storage),
  uptime: ({ uptime }) => uptime,
  workloads: (_, counts) => counts?.total,
};

function compareTexts(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function comparePlaces(a: Place, b: Place, isDescending: boolean): number {
  const [x, y] = [a[0], b[0]];
  if (x !== y) {
    // Unknown ones are last in either direction.
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return isDescending ? compareTexts(y, x) : compareTexts(x, y);
  }
  return compareTexts(a[1], b[1]) || compareTexts(a[2], b[2]);
}

function placeOf({ node, value }: Row): Place {
  return [value, node.cluster, node.id];
}

/** @throws InputError where it is no cursor of this list */
function readPlace(cursor: string, key: SortKey): Place {
  const isText = key === 'name' || key === 'cluster' || key === 'status';
  const [value, ...rest] = readCursor(
    cursor,
    (ids, one) =>
      ids.length === 2 &&
      ids.every(id => typeof id === 'string') &&
      (one === null || typeof one === (isText ? 'string' : 'number')),
  );
  return [value ?? undefined, ...(rest as [string, string])];
}

function textOf({
  addresses,
  cluster,
  id,
  labels,
  metadata,
  name,
}: NodeStatus) {
  return [
    ...[name, id, cluster, ...(addresses ?? [])],
    ...Object.entries({ ...metadata, ...labels }).flat(),
  ]
    .join('\n')
    .toLowerCase();
}

/** Which nodes pass the filters of a query. */
function toFilter({ health, q, status }: NodeQuery) {
  const healths = health?.split(',');
  const states = status?.split(',');
  const words = q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return (node: NodeStatus) => {
    if (healths && !healths.includes(node.health)) return false;
    if (states && !states.includes(node.status)) return false;
    if (words.length === 0) return true;
    const text = textOf(node);
    return words.every(word => text.includes(word));
  };
}

/**
 * Filters, sorts and pages the nodes of some clusters, which are in memory.
 *
 * @throws InputError where the cursor is invalid
 */
export function queryNodes(
  query: NodeQuery,
  records: readonly ClusterRecord[],
  now: number,
): NodePage {
  const { cursor, limit = DEFAULT_LIMIT, sort = 'name' } = query;
  const isDescending = sort.startsWith('-');
  const key = sort.replace(/^-/, '') as SortKey;
  const after = cursor === undefined ? undefined : readPlace(cursor, key);
  const passes = toFilter(query);
  const rows: Row[] = [];
  let totalItems = 0;
  for (const record of records) {
    const { topology, workloads } = record.snapshot;
    const counts = workloads.data?.countsByNode;
    for (const node of topology.data?.nodes ?? []) {
      if (!passes(node)) continue;
      totalItems += 1;
      const value = VALUES[key](node, counts?.get(node.name));
      const row = { record, node, value };
      if (!after || comparePlaces(placeOf(row), after, isDescending) > 0) {
        rows.push(row);
      }
    }
  }
  rows.sort((a, b) => comparePlaces(placeOf(a), placeOf(b), isDescending));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ node, record }) => ({
      ...composeNode(record, node),
      ...composeReadState(record, now),
    })),
    totalItems,
    ...(last &&
      rows.length > limit && {
        nextCursor: writeCursor([
          last.value ?? null,
          ...[last.node.cluster, last.node.id],
        ]),
      }),
  };
}
