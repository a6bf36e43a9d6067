import type { KubernetesCluster, Pod } from '../../fleet/schema';
import type { Controller } from './Controller';
import { controllerBody } from './controllerBody';
import { metadataOf, ownerReference } from './meta';
import { podLabels, replicaSetOf } from './pod';

/** Everything that owns pods, by plural name. */
export function groupControllers({
  workloads,
}: KubernetesCluster): Map<string, Controller[]> {
  const found = new Map<string, Controller>();
  const add = (resource: string, name: string, pod: Pod, parent?: string) => {
    const { namespace } = pod;
    const key = `${resource}/${namespace}/${name}`;
    const known = found.get(key);
    if (known) known.pods.push(pod);
    else found.set(key, { resource, name, namespace, pods: [pod], parent });
  };
  for (const pod of workloads) {
    const { deployment, owner } = pod;
    if (deployment) {
      add('deployments', deployment, pod);
      add('replicasets', replicaSetOf(pod)!.name, pod, deployment);
    } else if (owner) {
      add(`${owner.kind.toLowerCase()}s`, owner.name, pod, owner.cronJob);
      if (owner.cronJob) add('cronjobs', owner.cronJob, pod);
    }
  }
  const groups = new Map<string, Controller[]>();
  for (const controller of found.values()) {
    const { resource } = controller;
    const group = groups.get(resource);
    if (group) group.push(controller);
    else groups.set(resource, [controller]);
  }
  return groups;
}

export function controllerLabels({
  pods: [pod],
  resource,
}: Controller): Record<string, string> {
  // A ReplicaSet has the labels of its pods, the hash of their template among them.
  return resource === 'replicasets' ? podLabels(pod) : pod.labels;
}

/** An item of a list of controllers, derived from its pods. */
export function renderController(
  cluster: KubernetesCluster,
  controller: Controller,
  revision?: number,
) {
  const { resource, name, namespace, parent } = controller;
  const at = { cluster: cluster.name, namespace };
  const owner =
    parent &&
    (resource === 'jobs'
      ? ownerReference('batch/v1', 'CronJob', {
          ...at,
          resource: 'cronjobs',
          name: parent,
        })
      : ownerReference('apps/v1', 'Deployment', {
          ...at,
          resource: 'deployments',
          name: parent,
        }));
  return {
    metadata: {
      ...metadataOf({ ...at, resource, name }, revision),
      generation: 1,
      labels: controllerLabels(controller),
      ...(resource === 'deployments' && {
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      }),
      ...(owner && { ownerReferences: [owner] }),
    },
    ...controllerBody(controller),
  };
}
