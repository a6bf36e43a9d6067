import { InputError } from '@backstage/errors';
import type { ChangeQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { readCursor } from '../inventory/query/cursor';
import { readList, readRef, checkTexts } from '../inventory/query/readFilters';
import type { NamedCluster } from '../inventory/query/whereAllowed';
import type { WorkloadCriteria } from '../permissions';

const DEFAULT_LIMIT = 100;

const UNITS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A checked query. */
export interface ChangeFilter {
  /** Milliseconds since the epoch. */
  since?: number;
  until?: number;
  kinds?: string[];
  platforms?: string[];
  clusters: NamedCluster[];
  /** Of which of their workloads the caller may see changes. */
  allowed: WorkloadCriteria;
  node?: string;
  workload?: string;
  owner?: string;
  entities?: string[];
  limit: number;
  /** The last row of the page before. */
  after?: { lastAt: number; id: number };
}

function readTime(
  query: ChangeQuery,
  key: 'since' | 'until',
  now: number,
): number | undefined {
  const text = query[key];
  if (text === undefined) return undefined;
  const duration = /^(\d{1,6})([smhd])$/.exec(text);
  if (duration) return now - Number(duration[1]) * UNITS[duration[2]];
  // Without a zone it is UTC, as a date alone is, and not that of the server.
  const isLocal = /T[\d:.]+$/.test(text);
  const at = Date.parse(isLocal ? `${text}Z` : text);
  if (Number.isNaN(at)) throw new InputError(`${key}: is not a time`);
  return at;
}

function readAfter({ cursor }: ChangeQuery): ChangeFilter['after'] {
  if (cursor === undefined) return undefined;
  const [lastAt, id] = readCursor(
    cursor,
    key => key.length === 1 && Number.isSafeInteger(key[0]),
  );
  if (!Number.isSafeInteger(lastAt)) {
    throw new InputError('cursor: is not a cursor of this API');
  }
  return { lastAt: lastAt as number, id: id as number };
}

/** What a caller may see the changes of. */
export interface ChangeScope {
  /** As the rows name them: their id is their name. */
  clusters: readonly NamedCluster[];
  /** Which of their workloads. */
  allowed: WorkloadCriteria;
  /** An entity with all that is part of it. */
  withParts: (entityRef: string) => Set<string>;
}

/**
 * Checks a query.
 *
 * @throws InputError that names the wrong parameter
 */
export function readChangeFilter(
  query: ChangeQuery,
  options: ChangeScope & { now: number },
): ChangeFilter {
  checkTexts(query);
  const clusters = readList(query.cluster);
  const kinds = readList(query.kind);
  const platforms = readList(query.provider);
  const entityRef = readRef(query, 'entityRef');
  return {
    since: readTime(query, 'since', options.now),
    until: readTime(query, 'until', options.now),
    kinds: kinds && [...kinds],
    platforms: platforms && [...platforms],
    clusters: options.clusters.filter(
      ({ name }) => !clusters || clusters.has(name),
    ),
    allowed: options.allowed,
    node: query.node,
    workload: query.workload,
    owner: readRef(query, 'owner'),
    entities:
      entityRef === undefined ? undefined : [...options.withParts(entityRef)],
    limit: query.limit ?? DEFAULT_LIMIT,
    after: readAfter(query),
  };
}
