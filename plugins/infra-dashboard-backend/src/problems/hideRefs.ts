import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import type { ClusterProblem } from './types';

/** Problems without the owners and entities that the caller may not see. */
export async function hideRefs(
  problems: readonly ClusterProblem[],
  entities: EntityVisibility,
): Promise<readonly ClusterProblem[]> {
  if (problems.length === 0 || (await entities.all())) return problems;
  const refs = new Set<string>();
  await forEachSliced(problems, one => {
    for (const ref of one.ownerRefs) refs.add(ref);
    for (const ref of one.entityRefs) refs.add(ref);
  });
  const shown = await entities.visible(refs);
  const result: ClusterProblem[] = [];
  await forEachSliced(problems, one => {
    result.push({
      ...one,
      ownerRefs: one.ownerRefs.filter(ref => shown.has(ref)),
      entityRefs: one.entityRefs.filter(ref => shown.has(ref)),
    });
  });
  return result;
}
