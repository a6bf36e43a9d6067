import type { ProblemQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readList, readOwners } from '../inventory/query/readFilters';
import type { StoredMute } from './ProblemMutes';
import type { ClusterProblem, ProblemPlace } from './types';

/** A problem with its mute. */
export type MutableProblem = ClusterProblem & { mutedBy?: StoredMute };

/** Names of affected workloads that a search looks at. */
const SEARCHED = 200;

type Passes = (problem: MutableProblem) => boolean;

/** By where it is: all that is asked of a place must be true of the same one. */
function byPlace(query: ProblemQuery): Passes | undefined {
  const asked = (['provider', 'cluster', 'node'] as const).flatMap(key => {
    const values = readList(query[key]);
    return values ? [{ key, values }] : [];
  });
  if (asked.length === 0) return undefined;
  const passes = (place: ProblemPlace) =>
    asked.every(({ key, values }) => values.has(place[key] ?? ''));
  return one => passes(one) || (one.folded ?? []).some(passes);
}

/** @throws InputError where it is no entity reference */
function byOwner(owner: string): Passes {
  const { refs, takesNone } = readOwners(owner.split(','));
  return ({ ownerRefs }) =>
    ownerRefs.length === 0
      ? takesNone
      : refs.some(ref => ownerRefs.includes(ref));
}

function byWords(q: string): Passes {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return one => {
    const text = [one.cluster, one.node, one.storage, one.kind, one.status]
      .concat([one.statusReason, one.provider])
      .concat([one.workload?.namespace, one.workload?.name])
      .concat(one.ownerRefs, one.entityRefs)
      .concat(
        (one.folded ?? []).flatMap(({ cluster, node }) => [cluster, node]),
      )
      .concat(one.affected.slice(0, SEARCHED).map(({ name }) => name))
      .filter(Boolean)
      .join('\n')
      .toLowerCase();
    return words.every(word => text.includes(word));
  };
}

/**
 * The problems that pass a query.
 *
 * @throws InputError where a filter is invalid
 */
export async function filterProblems(
  problems: readonly MutableProblem[],
  query: ProblemQuery,
): Promise<readonly MutableProblem[]> {
  const filters: Passes[] = [];
  for (const key of ['severity', 'kind'] as const) {
    const values = readList(query[key]);
    if (values) filters.push(one => values.has(one[key]));
  }
  const isThere = byPlace(query);
  if (isThere) filters.push(isThere);
  if (query.owner) filters.push(byOwner(query.owner));
  if (query.q) filters.push(byWords(query.q));
  if (query.muted) {
    const isMuted = query.muted === 'true';
    filters.push(({ mutedBy }) => Boolean(mutedBy) === isMuted);
  }
  if (filters.length === 0) return problems;
  const found: MutableProblem[] = [];
  await forEachSliced(problems, one => {
    if (filters.every(passes => passes(one))) found.push(one);
  });
  return found;
}
