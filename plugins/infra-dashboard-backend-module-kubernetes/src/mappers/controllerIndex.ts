import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { findLatest } from './attempts';
import { itemsOf, type ClusterParts } from './ClusterParts';
import { lastRunFailed } from './cronJob';
import { podKey } from './metrics';

/** A pod, a Job, a CronJob, and whatever an operator puts above it. */
const MAX_DEPTH = 5;

/** Listed controllers by kind, namespace and name. */
export type ControllerIndex = ReadonlyMap<string, Workload>;

type Owner = NonNullable<Workload['owner']>;

/** The type of a workload is the kind of its object in lower case. */
function keyOf(kind: string, namespace: string | undefined, name: string) {
  return `${kind.toLowerCase()}\n${podKey({ namespace, name })}`;
}

export async function indexControllers({
  controllers,
}: ClusterParts): Promise<ControllerIndex> {
  const index = new Map(
    controllers
      .flatMap(({ list }) => itemsOf(list))
      .map(one => [keyOf(one.type, one.namespace, one.name), one]),
  );
  // A CronJob that has never succeeded reports no time of a success; its last Job tells.
  const runs = await findLatest(
    [...index.values()],
    ({ type }) => type === 'job',
  );
  for (const { health, namespace, owner } of runs.values()) {
    const key = owner && keyOf(owner.kind, namespace, owner.name);
    const cronJob = key ? index.get(key) : undefined;
    if (key && cronJob && health === 'failed') {
      index.set(key, lastRunFailed(cronJob));
    }
  }
  return index;
}

/**
 * The outermost listed controller of an object.
 *
 * @param owners - its owners; the first one that is listed counts
 */
export function findController(
  index: ControllerIndex,
  namespace: string | undefined,
  owners: Array<Owner | undefined>,
): Workload | undefined {
  const get = (owner: Owner | undefined) =>
    owner && index.get(keyOf(owner.kind, namespace, owner.name));
  let found = owners.map(get).find(Boolean);
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const above = get(found?.owner);
    if (!above) break;
    found = above;
  }
  return found;
}
