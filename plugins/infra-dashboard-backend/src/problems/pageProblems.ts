import {
  PROBLEM_KINDS,
  PROBLEM_SEVERITIES,
  type CountsBy,
  type Problem,
  type ProblemKind,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProblemPage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
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

interface Ranked {
  rank: number;
  cluster: string;
  id: string;
  problem: MutableProblem;
}

function compare(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.cluster !== b.cluster) return a.cluster < b.cluster ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

type Position = [rank: number, cluster: string, id: string];

/** Whether a problem comes after the one that a page ended with. */
function isAfter(one: Ranked, [rank, cluster, id]: Position): boolean {
  if (one.rank !== rank) return one.rank > rank;
  if (one.cluster !== cluster) return one.cluster > cluster;
  return one.id > id;
}

/** The first ones in order; nothing else is sorted, since there may be many thousands. */
class FirstOf {
  readonly items: Ranked[] = [];
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(one: Ranked): void {
    const { items } = this;
    const isFull = items.length === this.#max;
    if (isFull && compare(one, items[items.length - 1]) >= 0) return;
    let from = 0;
    let to = items.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(items[middle], one) <= 0) from = middle + 1;
      else to = middle;
    }
    items.splice(from, 0, one);
    if (items.length > this.#max) items.pop();
  }
}

function toProblem(one: MutableProblem): Problem {
  const { affected, affectedTotal, entityRefs, folded, ...others } = one;
  const { mutedBy, ownerRefs, replaces, ...rest } = others;
  const { ofCluster, ...mute } = mutedBy ?? {};
  return {
    ...rest,
    affected: firstOf(affected.map(toReference), affectedTotal),
    entities: firstOf(entityRefs),
    owners: firstOf(ownerRefs),
    ...(mutedBy && { mute: mute as Problem['mute'] }),
  };
}

function readPosition(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  return readCursor(
    cursor,
    ([cluster, id], rank) =>
      typeof rank === 'number' &&
      typeof cluster === 'string' &&
      typeof id === 'string',
  ) as Position;
}

/**
 * A page of problems, with the number of clusters, nodes and apps that have them.
 *
 * @throws InputError where the cursor is invalid
 */
export async function pageProblems(
  problems: readonly MutableProblem[],
  { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
): Promise<Omit<ProblemPage, 'mayMute'>> {
  const position = readPosition(cursor);
  const counts: CountsBy<ProblemKind> = { total: 0 };
  let muted = 0;
  const fullNodes = new Set<string>();
  /** A node with two full things is one node. */
  const countOf = ({ cluster, count, kind, mutedBy, node }: MutableProblem) => {
    if (kind !== 'node-full' || mutedBy) return count;
    const before = fullNodes.size;
    return fullNodes.add(JSON.stringify([cluster, node])).size - before;
  };
  // One more shows whether there is a next page.
  const first = new FirstOf(limit + 1);
  await forEachSliced(problems, problem => {
    const { cluster, id, kind, mutedBy } = problem;
    const count = countOf(problem);
    if (mutedBy) {
      muted += 1;
    } else {
      counts.total += count;
      counts[kind] = (counts[kind] ?? 0) + count;
    }
    const ranked = { rank: rankOf(problem), cluster, id, problem };
    if (!position || isAfter(ranked, position)) first.add(ranked);
  });
  const page = first.items.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ problem }) => toProblem(problem)),
    totalItems: problems.length,
    ...{ counts, muted },
    ...(first.items.length > limit &&
      last && { nextCursor: writeCursor([last.rank, last.cluster, last.id]) }),
  };
}
