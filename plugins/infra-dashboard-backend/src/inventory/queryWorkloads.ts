import { InputError } from '@backstage/errors';
import {
  HEALTHS,
  type Workload,
  type WorkloadPage,
  type WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

import { normalizeRef } from '../ownership';

const DEFAULT_LIMIT = 100;

export interface QueryOptions {
  /** An entity with all that is part of it, whose workloads are its own as well. */
  withParts?: (entityRef: string) => Set<string>;
}

type SortValue = string | number | undefined;

const SORT_VALUES: Record<string, (workload: Workload) => SortValue> = {
  name: workload => workload.name.toLowerCase(),
  cluster: workload => workload.cluster,
  node: workload => workload.node,
  namespace: workload => workload.namespace,
  type: workload => workload.type,
  status: workload => workload.status.toLowerCase(),
  health: workload => HEALTHS.indexOf(workload.health),
  cpu: workload => workload.cpu.usage,
  memory: workload => workload.memory.used,
  storage: workload => workload.storage?.used ?? workload.storage?.total,
  uptime: workload => workload.uptime,
  // As the age in words: the oldest has the largest.
  created: workload => workload.createdAt && -Date.parse(workload.createdAt),
  restarts: workload => workload.restarts,
  owner: workload => workload.ownerRef,
};

const haystacks = new WeakMap<Workload, string>();

function haystack(workload: Workload): string {
  let text = haystacks.get(workload);
  if (text === undefined) {
    const { cluster, id, metadata, name, namespace, node } = workload;
    text = [name, id, node, namespace, cluster, metadata?.vmid]
      .concat(workload.type, workload.status, workload.statusReason)
      .concat(workload.ownerRef, workload.owner?.name)
      .concat(workload.addresses, workload.tags, workload.images)
      .concat(Object.entries(workload.labels ?? {}).map(pair => pair.join('=')))
      .filter(Boolean)
      .join('\n')
      .toLowerCase();
    haystacks.set(workload, text);
  }
  return text;
}

function readRef(
  query: WorkloadQuery,
  key: 'owner' | 'entityRef',
): string | undefined {
  const text = query[key];
  if (text === undefined) return undefined;
  const kind = key === 'owner' ? 'group' : 'component';
  const ref = normalizeRef(text, { kind });
  if (!ref) throw new InputError(`${key}: is not an entity reference`);
  return ref;
}

/** A comma-separated list. The whole text counts as well: a cluster name may hold a comma. */
function readList(text: string | undefined): Set<string> | undefined {
  return text === undefined ? undefined : new Set([text, ...text.split(',')]);
}

function toFilter(
  query: WorkloadQuery,
  { withParts = ref => new Set([ref]) }: QueryOptions,
): (workload: Workload) => boolean {
  const words = query.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const exact = (['node', 'namespace', 'type', 'health'] as const).filter(
    key => query[key] !== undefined,
  );
  const providers = readList(query.provider);
  const clusters = readList(query.cluster);
  const owner = readRef(query, 'owner');
  const entityRef = readRef(query, 'entityRef');
  const refs = entityRef === undefined ? undefined : withParts(entityRef);
  return workload =>
    exact.every(key => workload[key] === query[key]) &&
    (!providers || providers.has(workload.provider)) &&
    (!clusters || clusters.has(workload.cluster)) &&
    (query.template === undefined ||
      Boolean(workload.template) === (query.template === 'true')) &&
    (owner === undefined || workload.ownerRef === owner) &&
    (!refs ||
      workload.entityRefs?.some(ref => refs.has(ref)) ||
      (workload.ownerRef !== undefined && refs.has(workload.ownerRef))) &&
    words.every(word => haystack(workload).includes(word));
}

/** Where a page ended: the sort value and the identity of its last row. */
type Position = [SortValue | null, string];

function identity(workload: Workload): string {
  return `${workload.cluster}\n${workload.id}`;
}

/** Orders values; what is not known comes last in either direction. */
function compareValues(a: SortValue, b: SortValue, descending: boolean) {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  const order = a < b ? -1 : 1;
  return descending ? -order : order;
}

function readCursor(cursor: string): Position {
  try {
    const position = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) as Position;
    if (Array.isArray(position) && typeof position[1] === 'string') {
      return position;
    }
  } catch {
    // said below
  }
  throw new InputError('cursor: is not a cursor of this API');
}

/**
 * Filters, sorts and pages workloads of any number of clusters.
 *
 * The cursor names the last row rather than an offset, so that rows which come and go
 * between two pages neither repeat nor hide others.
 */
export function queryWorkloads(
  workloads: Workload[],
  query: WorkloadQuery,
  options: QueryOptions = {},
): WorkloadPage {
  const { limit = DEFAULT_LIMIT, cursor, sort = 'name' } = query;
  const descending = sort.startsWith('-');
  const valueOf = SORT_VALUES[sort.replace(/^-/, '')];
  const rows = workloads.filter(toFilter(query, options)).map(workload => ({
    workload,
    value: valueOf(workload),
    id: identity(workload),
  }));
  const compare = (
    a: { value: SortValue; id: string },
    b: { value: SortValue; id: string },
  ) =>
    compareValues(a.value, b.value, descending) ||
    compareValues(a.id, b.id, false);
  rows.sort(compare);
  let start = 0;
  if (cursor) {
    const [value, id] = readCursor(cursor);
    const after = { value: value ?? undefined, id };
    const index = rows.findIndex(row => compare(row, after) > 0);
    start = index < 0 ? rows.length : index;
  }
  const page = rows.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start + limit < rows.length;
  return {
    items: page.map(({ workload }) => workload),
    totalItems: rows.length,
    ...(hasMore &&
      last && {
        nextCursor: Buffer.from(
          JSON.stringify([last.value ?? null, last.id]),
        ).toString('base64url'),
      }),
  };
}
