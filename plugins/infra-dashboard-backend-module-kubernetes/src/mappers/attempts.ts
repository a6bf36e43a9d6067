import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { podKey } from './metrics';

/** Controllers that replace what has failed by an object with another name. */
const REPLACING =
  /^(Job|CronJob|ReplicaSet|ReplicationController|DeploymentConfig)$/;

/** The object that made this one; undefined where it would not make another in its place. */
function makerOf({ metadata, namespace, owner }: Workload): string | undefined {
  const { replicaSet, job } = metadata ?? {};
  const maker =
    (replicaSet && { kind: 'ReplicaSet', name: replicaSet }) ||
    (job && { kind: 'Job', name: job }) ||
    owner;
  return maker && REPLACING.test(maker.kind)
    ? `${maker.kind}\n${podKey({ namespace, name: maker.name })}`
    : undefined;
}

const createdAt = (one: Workload) => Date.parse(one.createdAt ?? '');

/** The latest attempts by who made them. */
export type LatestAttempts = ReadonlyMap<string, Workload>;

/**
 * @param attempts - objects that are made again when they fail: pods, or Jobs
 * @param counts - which of them to look for
 */
export async function findLatest(
  attempts: Workload[],
  counts: (attempt: Workload) => boolean,
): Promise<LatestAttempts> {
  const latest = new Map<string, Workload>();
  await forEachSliced(attempts, attempt => {
    const maker = counts(attempt) ? makerOf(attempt) : undefined;
    if (maker === undefined) return;
    const known = latest.get(maker);
    if (!known || createdAt(attempt) > createdAt(known)) {
      latest.set(maker, attempt);
    }
  });
  return latest;
}

/** The latest attempt of who made this one, if it is a later one. */
export function findLater(
  attempt: Workload,
  latest: LatestAttempts,
): Workload | undefined {
  const found = latest.get(makerOf(attempt) ?? '');
  return found && createdAt(found) > createdAt(attempt) ? found : undefined;
}
