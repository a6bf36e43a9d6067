import type { Fleet } from '../fleet/schema';
import { findCluster } from './findCluster';
import type { Incident, IncidentTarget } from './Incident';

/** A cluster refuses connections for some minutes. */
export function clusterUnreachable(
  fleet: Fleet,
  target: IncidentTarget,
): Incident {
  const { name } = findCluster(fleet, target.cluster);
  const reach = (afterSeconds: number, reachable: boolean) => ({
    afterSeconds,
    what: reachable ? 'it can be reached again' : 'it cannot be reached',
    run: (simulator: Parameters<Incident['steps'][number]['run']>[0]) =>
      simulator.update(name, cluster => {
        cluster.reachable = reachable;
      }),
  });
  return {
    title: `${name} cannot be reached`,
    steps: [reach(0, false), reach(240, true)],
  };
}

/** A bad release: all pods of a deployment crash until it is rolled back. */
export function badRelease(fleet: Fleet, target: IncidentTarget): Incident {
  const { name, workloads } = findCluster(fleet, target.cluster, 'kubernetes');
  const deployment =
    target.object ??
    workloads.find(one => one.deployment && one.state === 'Running')
      ?.deployment;
  const pods = workloads.filter(one => one.deployment === deployment);
  if (!deployment || pods.length === 0) {
    throw new Error(`There is no deployment ${deployment ?? ''} in ${name}`);
  }
  const before = new Map(
    pods.map(({ name: pod, image, restarts, state }) => [
      pod,
      { image, restarts, state },
    ]),
  );
  return {
    title: `A bad release of ${deployment} in ${name}`,
    steps: [
      {
        ...{ afterSeconds: 0, what: 'its pods crash' },
        run: simulator =>
          simulator.update(name, cluster => {
            if (cluster.type !== 'kubernetes') return;
            for (const pod of cluster.workloads) {
              if (!before.has(pod.name)) continue;
              pod.state = 'CrashLoopBackOff';
              pod.restarts += 4;
              pod.image = pod.image.replace(/:[^:/]*$/, ':bad');
            }
          }),
      },
      {
        ...{ afterSeconds: 240, what: 'it is rolled back' },
        run: simulator =>
          simulator.update(name, ({ workloads: current }) => {
            for (const pod of current) Object.assign(pod, before.get(pod.name));
          }),
      },
    ],
  };
}

/** A shared storage of Proxmox VE runs full, and is cleaned up. */
export function storageFull(fleet: Fleet, target: IncidentTarget): Incident {
  const cluster = findCluster(fleet, target.cluster, 'proxmox');
  const storage = cluster.sharedStorages.find(one =>
    target.object ? one.name === target.object : true,
  );
  if (!storage) {
    throw new Error(
      `There is no shared storage ${target.object ?? ''} in ${cluster.name}`,
    );
  }
  const { name, total, used } = storage;
  const fill = (afterSeconds: number, bytes: number, what: string) => ({
    ...{ afterSeconds, what },
    run: (simulator: Parameters<Incident['steps'][number]['run']>[0]) =>
      simulator.update(cluster.name, one => {
        if (one.type !== 'proxmox') return;
        for (const shared of one.sharedStorages) {
          if (shared.name === name) shared.used = bytes;
        }
      }),
  });
  return {
    title: `${name} of ${cluster.name} runs full`,
    steps: [
      fill(0, total * 0.93, 'it is almost full'),
      fill(60, total * 0.99, 'it is full'),
      fill(300, used, 'it was cleaned up'),
    ],
  };
}
