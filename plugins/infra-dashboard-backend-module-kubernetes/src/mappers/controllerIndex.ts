import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { podKey } from './metrics';
import { itemsOf, type ClusterParts } from './ClusterParts';

/** A pod, a Job, a CronJob, and whatever an operator puts above it. */
const MAX_DEPTH = 5;

/** Listed controllers by kind, namespace and name. */
export type ControllerIndex = ReadonlyMap<string, Workload>;

type Owner = NonNullable<Workload['owner']>;

/** The type of a workload is the kind of its object in lower case. */
function keyOf(kind: string, namespace: string | undefined, name: string) {
  return `${kind.toLowerCase()}\n${podKey({ namespace, name })}`;
}

export function indexControllers({
  controllers,
}: ClusterParts): ControllerIndex {
  return new Map(
    controllers
      .flatMap(({ list }) => itemsOf(list))
      .map(one => [keyOf(one.type, one.namespace, one.name), one]),
  );
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
