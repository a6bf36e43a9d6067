import type { ChangedWorkload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { entitiesBehind, ownersBehind } from './behind';
import { causeOf, leadOf, membersOf } from './causeOf';
import { isUnhealthy, type App } from './foldReplicas';
import { problemId } from './problemId';
import type { FoundProblem, Role } from './types';

/** The app as an object of a problem. */
function objectOf({ owner, replicas, self }: App): ChangedWorkload {
  if (self) {
    const { id, name, namespace, type } = self;
    return { id, name, ...(namespace && { namespace }), type };
  }
  const [{ namespace }] = replicas;
  const { kind: controller, name } = owner!;
  return { name, ...(namespace && { namespace }), controller };
}

function hasFailed({ replicas, self }: App): boolean {
  return self && isUnhealthy(self)
    ? self.health === 'failed'
    : // A controller that is on its way replaces what still runs.
      !self && replicas.some(({ health }) => health === 'failed');
}

function earliest(times: Array<string | undefined>): string | undefined {
  return times
    .filter(time => time !== undefined)
    .reduce<string | undefined>(
      (first, time) => (first === undefined || time < first ? time : first),
      undefined,
    );
}

function toProblem(
  cluster: string,
  cause: string[],
  apps: App[],
): FoundProblem {
  const failed = apps.find(hasFailed);
  const isFailed = failed !== undefined;
  const lead = leadOf(failed ?? apps[0]);
  const affected = apps.flatMap(membersOf);
  const all = apps.flatMap(({ replicas, self }) =>
    self ? [self, ...replicas] : replicas,
  );
  const { reasonCode, reasonParams, status, statusReason } = lead;
  return {
    id: problemId(cluster, ...cause),
    kind: isFailed ? 'app-failed' : 'app-degraded',
    severity: isFailed ? 'critical' : 'warning',
    ...(apps.length === 1 && { workload: objectOf(apps[0]) }),
    ...{ status, statusReason, reasonCode, reasonParams },
    since: earliest(all.filter(isUnhealthy).map(({ since }) => since)),
    ...{ count: apps.length, affected, affectedTotal: affected.length },
    ownerRefs: ownersBehind(all),
    entityRefs: entitiesBehind(all),
  };
}

/** What is wrong with the apps of a cluster, one problem for each cause. */
export async function findAppProblems(
  cluster: string,
  apps: readonly App[],
  roleOf: (type: string) => Role | undefined,
): Promise<FoundProblem[]> {
  const groups = new Map<string, { cause: string[]; apps: App[] }>();
  await forEachSliced(apps, app => {
    const cause = causeOf(app, roleOf);
    const key = JSON.stringify(cause);
    const group = groups.get(key);
    if (group) group.apps.push(app);
    else groups.set(key, { cause, apps: [app] });
  });
  const found: FoundProblem[] = [];
  await forEachSliced(groups.values(), group => {
    found.push(toProblem(cluster, group.cause, group.apps));
  });
  return found;
}
