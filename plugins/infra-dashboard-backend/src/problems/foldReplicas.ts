import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Role } from './types';

/** A controller with its failing replicas, or a workload of its own. */
export interface App {
  /** The workload itself; absent for a controller that is not listed. */
  self?: Workload;
  /** The controller as its replicas name it. */
  owner?: NonNullable<Workload['owner']>;
  replicas: Workload[];
}

interface Collected extends App {
  /** Whether replicas of it are on a node that is down. */
  isBehindNode?: boolean;
}

/** What of the workloads is wrong by itself, and what is behind a node that is down. */
export interface Folded {
  apps: App[];
  behind: Map<string, Workload[]>;
}

export function isUnhealthy({ health }: Workload): boolean {
  return health === 'failed' || health === 'degraded';
}

/**
 * Identifies the app that a workload is a replica of: a controller that is listed, or one that is
 * only known by name. Undefined where it is no replica.
 */
export function controllerKey(
  { controllerId, namespace = '', owner, type }: Workload,
  roleOf: (type: string) => Role | undefined,
): string[] | undefined {
  if (controllerId !== undefined) return ['id', controllerId];
  if (!owner || roleOf(type) !== 'replica') return undefined;
  return ['app', namespace, owner.kind, owner.name];
}

/**
 * Folds replicas into their controllers, and what is on a dead node into the node. A failed
 * replica whose controller has what it wants is history and left out.
 *
 * @param controllers - those that are well
 */
export async function foldReplicas(options: {
  workloads: readonly Workload[];
  controllers: readonly Workload[];
  downNodes: ReadonlySet<string>;
  roleOf: (type: string) => Role | undefined;
}): Promise<Folded> {
  const { controllers, downNodes, roleOf, workloads } = options;
  const apps = new Map<string, Collected>();
  const behind = new Map<string, Workload[]>();
  const appOf = (key: string) => {
    const app = apps.get(key) ?? { replicas: [] };
    apps.set(key, app);
    return app;
  };
  const satisfied = new Map(
    controllers.map(one => [JSON.stringify(['id', one.id]), one]),
  );
  await forEachSliced(workloads, workload => {
    const { id, node, owner } = workload;
    const controller = controllerKey(workload, roleOf);
    const key = controller && JSON.stringify(controller);
    if (node !== undefined && downNodes.has(node)) {
      const onNode = behind.get(node);
      if (onNode) onNode.push(workload);
      else behind.set(node, [workload]);
      if (key) appOf(key).isBehindNode = true;
      return;
    }
    if (!isUnhealthy(workload)) return;
    if (key) {
      const app = appOf(key);
      app.owner = owner;
      app.replicas.push(workload);
    } else {
      appOf(JSON.stringify(['id', id])).self = workload;
    }
  });
  const standing: App[] = [];
  for (const [key, { isBehindNode, ...app }] of apps) {
    const controller = satisfied.get(key);
    const isDone =
      controller && /^(healthy|stopped)$/.test(controller.health) && !app.self;
    const isOfNode = isBehindNode && app.replicas.length === 0;
    if (!isDone && !isOfNode) {
      standing.push(controller ? { ...app, self: controller } : app);
    }
  }
  return { apps: standing, behind };
}
