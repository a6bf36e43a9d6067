import type { EntityVisibility } from '../../permissions/VisibleEntities';
import { readRef } from './readFilters';

type WithParts = (
  entityRef: string,
  passes?: (entityRef: string) => boolean,
) => Set<string>;

/** How a query may go by entities. */
export interface VisibleFilters {
  /** Whether it is about an entity that the caller may not see: there is nothing to find. */
  isHidden: boolean;
  /** An entity with all that is part of it, as the caller may see it. */
  withParts: (entityRef: string) => Set<string>;
}

/**
 * Keeps filters from revealing what belongs to a hidden entity, or what it is part of.
 *
 * @throws InputError where a filter is not an entity reference
 */
export async function readVisibleFilters(
  query: { owner?: string; entityRef?: string },
  options: { entities: EntityVisibility; withParts: WithParts },
): Promise<VisibleFilters> {
  const { entities, withParts } = options;
  const owner = readRef(query, 'owner');
  const entityRef = readRef(query, 'entityRef');
  const isFiltered = owner !== undefined || entityRef !== undefined;
  if (!isFiltered || (await entities.all())) {
    return { isHidden: false, withParts };
  }
  const wanted = [owner, entityRef].filter(ref => ref !== undefined);
  const parts = entityRef === undefined ? [] : withParts(entityRef);
  const shown = await entities.visible([...wanted, ...parts]);
  return {
    isHidden: !wanted.every(ref => shown.has(ref)),
    withParts: ref => withParts(ref, part => shown.has(part)),
  };
}
