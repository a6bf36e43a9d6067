import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ProblemMute,
  ProblemMuteRequest,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Visibility } from '../permissions';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import {
  findProviderProblems,
  hideRefs,
  muteOf,
  type MutableProblem,
  type StoredMute,
} from '../problems';
import type { Inventory } from './Inventory';

/** Whose view of the problems it is. */
interface View {
  inventory: Inventory;
  visible: Visibility;
  entities: EntityVisibility;
}

/** Mutes without users that the caller may not see. */
async function hideUsers(
  mutes: StoredMute[],
  entities: EntityVisibility,
): Promise<StoredMute[]> {
  const users = mutes.flatMap(({ by }) => (by ? [by] : []));
  if (users.length === 0 || (await entities.all())) return mutes;
  const shown = await entities.visible(users);
  return mutes.map(({ by, ...rest }) =>
    by && shown.has(by) ? { ...rest, by } : rest,
  );
}

/**
 * Every problem of what a caller may see. Hidden workloads are left out before problems are
 * grouped, so that no group reveals them.
 *
 * @throws ServiceUnavailableError where the database cannot be read
 */
export async function findVisibleProblems({
  entities,
  inventory,
  visible,
}: View): Promise<MutableProblem[]> {
  const { finder, mutes } = inventory.problems;
  const records = inventory.records(visible);
  const found = await finder.find(records, {
    ...{ allowed: visible.workloads, now: inventory.now },
  });
  const names = new Set(records.map(({ snapshot }) => snapshot.name));
  const ofProviders = findProviderProblems(
    inventory.listProviders(visible),
    names,
  );
  const shown = await hideRefs([...ofProviders, ...found], entities);
  const active = await hideUsers(await mutes.list(), entities);
  if (active.length === 0) return [...shown];
  return shown.map(one => {
    const mutedBy = muteOf(one, active);
    return mutedBy ? { ...one, mutedBy } : one;
  });
}

function toMute({ ofCluster, ...mute }: StoredMute): ProblemMute {
  return mute;
}

/**
 * @throws InputError where it is neither a problem nor a cluster, NotFoundError where the caller
 *   may not see it
 */
export async function muteVisible(
  view: View,
  request: ProblemMuteRequest,
  by: string,
): Promise<ProblemMute> {
  const { cluster, problem } = request;
  if ((problem === undefined) === (cluster === undefined)) {
    throw new InputError('problem, cluster: exactly one of them is required');
  }
  const problems = await findVisibleProblems(view);
  const names = view.inventory
    .records(view.visible)
    .map(({ snapshot }) => snapshot.name);
  const of =
    problem === undefined
      ? [...names, ...problems.map(one => one.cluster)].find(
          name => name === cluster,
        )
      : problems.find(({ id }) => id === problem)?.cluster;
  if (of === undefined) {
    throw new NotFoundError(
      problem === undefined
        ? `There is no cluster '${cluster}'`
        : 'There is no such problem',
    );
  }
  const { mutes } = view.inventory.problems;
  return toMute(await mutes.add(request, { by, cluster: of }));
}

/** @throws NotFoundError where there is no such mute, or none of what the caller may see */
export async function unmuteVisible(
  view: View,
  id: string,
): Promise<ProblemMute> {
  const { inventory, visible } = view;
  const { mutes } = inventory.problems;
  const mute = (await mutes.list()).find(one => one.id === id);
  const problems = mute && (await findVisibleProblems(view));
  const isShown =
    mute &&
    (problems!.some(one =>
      mute.problem === undefined
        ? one.cluster === mute.cluster
        : one.id === mute.problem,
    ) ||
      // The problem may be gone before its mute.
      ((mute.problem === undefined || visible.workloads === true) &&
        inventory
          .records(visible)
          .some(({ snapshot }) => snapshot.name === mute.ofCluster)));
  if (!isShown) throw new NotFoundError('There is no such mute');
  await mutes.remove(id);
  const [shown] = await hideUsers([mute], view.entities);
  return toMute(shown);
}
