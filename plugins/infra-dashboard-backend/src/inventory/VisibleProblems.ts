import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Problem,
  ProblemMute,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProblemMuteRequest,
  ProblemPage,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Visibility } from '../permissions';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import {
  concerns,
  filterProblems,
  findMutes,
  findProviderProblems,
  hideRefs,
  pageProblems,
  type MutableProblem,
  type StoredMute,
} from '../problems';
import { hideEntities } from './hideEntities';
import type { Inventory } from './Inventory';
import { checkTexts } from './query/readFilters';

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
}: View): Promise<readonly MutableProblem[]> {
  const { finder, mutes } = inventory.problems;
  const records = inventory.records(visible);
  const found = await finder.find(records, {
    ...{ allowed: visible.workloads, now: inventory.now },
  });
  const clusterOf = new Map<string, string>();
  for (const { entry, snapshot } of records) {
    if (!clusterOf.has(entry.name)) clusterOf.set(entry.name, snapshot.name);
  }
  const ofProviders = findProviderProblems(inventory.listProviders(visible), {
    ...{ clusterOf, now: inventory.now },
  });
  const shown = await hideRefs([...ofProviders, ...found], entities);
  const active = await hideUsers(await mutes.list(), entities);
  if (active.length === 0) return shown;
  const muteOf = findMutes(active);
  const result: MutableProblem[] = [];
  await forEachSliced(shown, one => {
    const mutedBy = muteOf(one);
    result.push(mutedBy ? { ...one, mutedBy } : one);
  });
  return result;
}

/** The problems as one caller sees them. */
export class VisibleProblems {
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
  }

  /**
   * The worst first, grouped by cause.
   *
   * @throws InputError where the query is wrong, ServiceUnavailableError without a database
   */
  async list(query: ProblemQuery): Promise<Omit<ProblemPage, 'mayMute'>> {
    checkTexts(query);
    const problems = await findVisibleProblems(this.#view);
    return this.#page(await filterProblems(problems, query), query);
  }

  /**
   * Those of a workload and of what it runs on, the worst first, also where a page does not name
   * it among many others.
   *
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async ofWorkload(workload: Workload, limit: number): Promise<Problem[]> {
    const problems = await findVisibleProblems(this.#view);
    const found = problems.filter(one => concerns(workload, one));
    return (await this.#page(found, { limit })).items;
  }

  async #page(
    found: readonly MutableProblem[],
    query: Pick<ProblemQuery, 'cursor' | 'limit'>,
  ): Promise<Omit<ProblemPage, 'mayMute'>> {
    const page = await pageProblems(found, query);
    const items = await Promise.all(
      page.items.map(async ({ affected, ...one }) => ({
        ...one,
        affected: {
          ...affected,
          items: await hideEntities(affected.items, this.#view.entities),
        },
      })),
    );
    return { ...page, items };
  }

  /**
   * @param by - entity reference of the user
   * @throws InputError where it is neither a problem nor a cluster, NotFoundError where the
   *   caller may not see it, NotAllowedError where it affects what they may not see
   */
  async mute(request: ProblemMuteRequest, by: string): Promise<ProblemMute> {
    checkTexts(request);
    const { cluster, problem } = request;
    if ((problem === undefined) === (cluster === undefined)) {
      throw new InputError('problem, cluster: exactly one of them is required');
    }
    const problems = await findVisibleProblems(this.#view);
    const of =
      problem === undefined
        ? this.#clusters.find(name => name === cluster) ??
          problems.find(one => one.cluster === cluster)?.cluster
        : problems.find(({ id }) => id === problem)?.cluster;
    if (of === undefined) {
      throw new NotFoundError(
        problem === undefined
          ? `There is no cluster '${cluster}'`
          : 'There is no such problem',
      );
    }
    // A mute counts for all users.
    if (problem === undefined && this.#view.visible.workloads !== true) {
      throw new NotAllowedError(
        'Muting all problems of a cluster needs to see all of its workloads',
      );
    }
    const own = problems.find(({ id }) => id === problem);
    if (own && (await this.#hasHidden(own))) {
      throw new NotAllowedError(
        'Muting this problem needs to see all workloads that it affects',
      );
    }
    return toMute(await this.#mutes.add(request, { by, cluster: of }));
  }

  /** Whether a problem affects more than the caller sees. */
  async #hasHidden({ affectedTotal, id }: MutableProblem): Promise<boolean> {
    const { inventory, visible } = this.#view;
    if (visible.workloads === true) return false;
    const all = await inventory.problems.finder.find(
      inventory.records(visible),
      { allowed: true, now: inventory.now },
    );
    const whole = all.find(one => one.id === id);
    return whole !== undefined && whole.affectedTotal > affectedTotal;
  }

  /** @throws NotFoundError where there is no such mute, or none of what the caller may see */
  async unmute(id: string): Promise<ProblemMute> {
    const mute = (await this.#mutes.list()).find(one => one.id === id);
    if (!mute || !(await this.#isShown(mute))) {
      throw new NotFoundError('There is no such mute');
    }
    await this.#mutes.remove(id);
    const [shown] = await hideUsers([mute], this.#view.entities);
    return toMute(shown);
  }

  async #isShown({ cluster, ofCluster, problem }: StoredMute) {
    const problems = await findVisibleProblems(this.#view);
    const isOfProblem = problems.some(one =>
      problem === undefined ? one.cluster === cluster : one.id === problem,
    );
    // The problem may be gone before its mute.
    const seesAll =
      problem === undefined || this.#view.visible.workloads === true;
    return isOfProblem || (seesAll && this.#clusters.includes(ofCluster));
  }

  get #clusters(): string[] {
    const { inventory, visible } = this.#view;
    return inventory.records(visible).map(({ snapshot }) => snapshot.name);
  }

  get #mutes() {
    return this.#view.inventory.problems.mutes;
  }
}

function toMute({ ofCluster, ...mute }: StoredMute): ProblemMute {
  return mute;
}
