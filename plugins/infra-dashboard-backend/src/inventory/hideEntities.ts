import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { EntityVisibility } from '../permissions/VisibleEntities';

interface Owned {
  entityRefs?: string[];
  ownerRef?: string;
  ownerSource?: string;
}

/** Takes out of an item what the caller may not see. */
export type Hide = <T extends Owned>(item: T) => T;

/** For callers who may see all entities. */
export const HIDE_NOTHING: Hide = item => item;

function refsOf({ entityRefs = [], ownerRef }: Owned): string[] {
  return ownerRef === undefined ? entityRefs : [...entityRefs, ownerRef];
}

/** For items that name only the given entities and owners; one request for all of them. */
export async function createHide(
  refs: ReadonlySet<string>,
  entities: EntityVisibility,
): Promise<Hide> {
  if (refs.size === 0) return HIDE_NOTHING;
  const shown = await entities.visible(refs);
  return ({ entityRefs, ownerRef, ownerSource, ...rest }) => {
    const known = entityRefs?.filter(ref => shown.has(ref));
    return {
      ...rest,
      ...(known?.length && { entityRefs: known }),
      ...(ownerRef &&
        shown.has(ownerRef) && {
          ownerRef,
          ...(ownerSource && { ownerSource }),
        }),
    } as any;
  };
}

/** Items of a response without the entities and owners that the caller may not see. */
export async function hideEntities<T extends Owned>(
  items: T[],
  entities: EntityVisibility,
): Promise<T[]> {
  if (items.length === 0 || (await entities.all())) return items;
  const refs = new Set<string>();
  await forEachSliced(items, item => {
    for (const ref of refsOf(item)) refs.add(ref);
  });
  const hide = await createHide(refs, entities);
  const result: T[] = [];
  await forEachSliced(items, item => {
    result.push(hide(item));
  });
  return result;
}

/** The same for changes; where the owner changed, it is also the value. */
export async function hideEntitiesOfChanges(
  items: Change[],
  entities: EntityVisibility,
): Promise<Change[]> {
  if (items.length === 0 || (await entities.all())) return items;
  const isOfOwner = ({ kind }: Change) => kind === 'owner';
  const refs = items.flatMap(item => [
    ...refsOf(item),
    ...(isOfOwner(item) ? [item.from, item.to] : []).filter(
      ref => ref !== undefined,
    ),
  ]);
  const hide = await createHide(new Set(refs), entities);
  return items.map(item => {
    const change = hide(item);
    if (!isOfOwner(item)) return change;
    const { from, to, ...rest } = change;
    const { ownerRef: before } = hide({ ownerRef: from });
    const { ownerRef: after } = hide({ ownerRef: to });
    return {
      ...rest,
      ...(before && { from: before }),
      ...(after && { to: after }),
    };
  });
}
