import {
  PROBLEM_KINDS,
  PROBLEM_SEVERITIES,
  type CountsBy,
  type Problem,
  type ProblemKind,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProblemPage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { toReference } from '../impact';
import { readCursor, writeCursor } from '../inventory/query/cursor';
import type { MutableProblem } from './filterProblems';

const DEFAULT_LIMIT = 100;

/** How many workloads, entities and owners a problem names. */
const MAX_NAMED = 10;

function firstOf<T>(items: readonly T[], total = items.length) {
  return { total, items: items.slice(0, MAX_NAMED) };
}

/** The worst first, muted ones last. */
function rankOf({ kind, mutedBy, severity }: MutableProblem): number {
  return (
    (mutedBy ? 1_000 : 0) +
    PROBLEM_SEVERITIES.indexOf(severity) * 100 +
    PROBLEM_KINDS.indexOf(kind)
  );
}

function compare(a: MutableProblem, b: MutableProblem): number {
  const order = rankOf(a) - rankOf(b);
  if (order !== 0) return order;
  if (a.cluster !== b.cluster) return a.cluster < b.cluster ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Whether a problem comes after the one that a page ended with. */
function isAfter(one: MutableProblem, [rank, cluster, id]: unknown[]): boolean {
  const own = rankOf(one);
  if (own !== rank) return own > (rank as number);
  if (one.cluster !== cluster) return one.cluster > (cluster as string);
  return one.id > (id as string);
}

function toProblem(one: MutableProblem): Problem {
  const { affected, affectedTotal, entityRefs, mutedBy, ownerRefs, ...rest } =
    one;
  const { ofCluster, ...mute } = mutedBy ?? {};
  return {
    ...rest,
    affected: firstOf(affected.map(toReference), affectedTotal),
    entities: firstOf(entityRefs),
    owners: firstOf(ownerRefs),
    ...(mutedBy && { mute: mute as Problem['mute'] }),
  };
}

/** Number of clusters, nodes and apps that have the problems. */
function countObjects(problems: MutableProblem[]): CountsBy<ProblemKind> {
  const counts: CountsBy<ProblemKind> = { total: 0 };
  for (const { count, kind } of problems) {
    counts.total += count;
    counts[kind] = (counts[kind] ?? 0) + count;
  }
  return counts;
}

/**
 * A page of problems.
 *
 * @throws InputError where the cursor is invalid
 */
export function pageProblems(
  problems: readonly MutableProblem[],
  { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
): Omit<ProblemPage, 'mayMute'> {
  const sorted = [...problems].sort(compare);
  const position =
    cursor === undefined
      ? undefined
      : readCursor(
          cursor,
          ([cluster, id], rank) =>
            typeof rank === 'number' &&
            typeof cluster === 'string' &&
            typeof id === 'string',
        );
  const rest = position ? sorted.filter(one => isAfter(one, position)) : sorted;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toProblem),
    totalItems: sorted.length,
    counts: countObjects(sorted.filter(({ mutedBy }) => !mutedBy)),
    muted: sorted.filter(({ mutedBy }) => mutedBy).length,
    ...(rest.length > limit &&
      last && {
        nextCursor: writeCursor([rankOf(last), last.cluster, last.id]),
      }),
  };
}
