import type { EntityVisibility } from '../permissions/VisibleEntities';
import type { ClusterProblem } from './types';

/** Problems without the owners and entities that the caller may not see. */
export async function hideRefs(
  problems: readonly ClusterProblem[],
  entities: EntityVisibility,
): Promise<readonly ClusterProblem[]> {
  if (problems.length === 0 || (await entities.all())) return problems;
  const refs = new Set(
    problems.flatMap(one => [...one.ownerRefs, ...one.entityRefs]),
  );
  const shown = await entities.visible(refs);
  return problems.map(one => ({
    ...one,
    ownerRefs: one.ownerRefs.filter(ref => shown.has(ref)),
    entityRefs: one.entityRefs.filter(ref => shown.has(ref)),
  }));
}
