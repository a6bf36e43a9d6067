import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Hide } from '../inventory/hideEntities';

type Controllers = NodeImpact['deployments']['items'];
type Entities = NodeImpact['entities']['items'];
type Owners = NodeImpact['owners']['items'];

/** Counts only what does its work now as being elsewhere. */
const ALIVE = new Set(['healthy', 'degraded', 'transitional']);

function isAliveElsewhere({ health, node, template }: Workload): boolean {
  return !template && ALIVE.has(health) && Boolean(node);
}

const byLoss = (
  a: { affected: number; elsewhere: number },
  b: { affected: number; elsewhere: number },
) => a.elsewhere - b.elsewhere || b.affected - a.affected;

/** Whether a controller may run a workload more than once. */
export type IsReplica = (workload: Workload) => boolean;

function controllerOf(workload: Workload, isReplica: IsReplica) {
  const { cluster, namespace, node, owner } = workload;
  // What its node runs on its own has no controller that starts it elsewhere.
  if (!owner || owner.name === node || !isReplica(workload)) return undefined;
  return JSON.stringify([cluster, namespace, owner.kind, owner.name]);
}

/** What the affected workloads belong to, and how much of that is elsewhere. */
export interface Summary {
  controllers: Controllers;
  entities: Entities;
  owners: Owners;
  unassigned: number;
}

/**
 * Groups affected workloads by controller, entity and owner.
 *
 * @param options - `all`: every workload that the caller may see and that may have something in
 *   common with them; `hide`: takes out entities and
 *   owners that the caller may not see
 */
export function summarize(options: {
  affected: ReadonlySet<Workload>;
  all: Iterable<Workload>;
  ownerOf: (entityRef: string) => string | undefined;
  hide: Hide;
  isReplica: IsReplica;
}): Summary {
  const { affected, all, hide, isReplica, ownerOf } = options;
  const controllers = new Map<string, Controllers[number]>();
  const entities = new Map<string, Entities[number]>();
  const owners = new Map<string, Owners[number]>();
  let unassigned = 0;
  for (const workload of affected) {
    const { cluster, namespace, owner } = workload;
    const { entityRefs = [], ownerRef } = hide(workload);
    const key = controllerOf(workload, isReplica);
    if (key && owner) {
      const known = controllers.get(key) ?? {
        cluster,
        ...(namespace && { namespace }),
        kind: owner.kind,
        name: owner.name,
        affected: 0,
        elsewhere: 0,
        ...(entityRefs.length > 0 && { entityRefs }),
        ...(ownerRef && { ownerRef }),
      };
      known.affected += 1;
      controllers.set(key, known);
    }
    if (entityRefs.length === 0) unassigned += 1;
    for (const entityRef of entityRefs) {
      const { ownerRef: entityOwner } = hide({ ownerRef: ownerOf(entityRef) });
      const known = entities.get(entityRef) ?? {
        entityRef,
        ...(entityOwner && { ownerRef: entityOwner }),
        affected: 0,
        elsewhere: 0,
      };
      known.affected += 1;
      entities.set(entityRef, known);
    }
    if (ownerRef) {
      const known = owners.get(ownerRef) ?? {
        ownerRef,
        workloads: 0,
        entities: 0,
      };
      known.workloads += 1;
      owners.set(ownerRef, known);
    }
  }
  const clusters = new Set(
    [...controllers.values()].map(({ cluster }) => cluster),
  );
  for (const workload of all) {
    if (affected.has(workload) || !isAliveElsewhere(workload)) continue;
    for (const entityRef of workload.entityRefs ?? []) {
      const entity = entities.get(entityRef);
      if (entity) entity.elsewhere += 1;
    }
    // Most clusters have no part in it, and keys cost time.
    if (!clusters.has(workload.cluster)) continue;
    const key = controllerOf(workload, isReplica);
    const controller = key === undefined ? undefined : controllers.get(key);
    if (controller) controller.elsewhere += 1;
  }
  for (const { ownerRef } of entities.values()) {
    const owner = ownerRef === undefined ? undefined : owners.get(ownerRef);
    if (owner) owner.entities += 1;
  }
  return {
    controllers: [...controllers.values()].sort(byLoss),
    entities: [...entities.values()].sort(byLoss),
    owners: [...owners.values()].sort((a, b) => b.workloads - a.workloads),
    unassigned,
  };
}
