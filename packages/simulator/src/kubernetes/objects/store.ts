import type { KubernetesCluster } from '../../fleet/schema';
import type { HandlerContext } from '../../server/protocol';
import {
  controllerLabels,
  groupControllers,
  renderController,
} from './controllers';
import { eventsOf } from './events';
import { metadataOf } from './meta';
import { nodeLabels, renderNode } from './node';
import { podLabels, renderPod } from './pod';
import { factsOf } from './podState';

type Context = HandlerContext<KubernetesCluster>;

/** An object of the cluster, rendered only when it is requested. */
export interface StoredObject {
  /** Unique over the cluster. */
  key: string;
  /** Place in the list: namespace and name. */
  place: string;
  name: string;
  namespace?: string;
  labels(): Record<string, string>;
  /** Values of the field selectors that the resource knows. */
  fields(): Record<string, string>;
  /** Differs where the object differs. */
  fingerprint(): string;
  render(revision?: number): { metadata: object };
}

/** A kind of object that can be listed. */
export interface ResourceKind {
  group: string;
  version: string;
  resource: string;
  singular: string;
  kind: string;
  namespaced: boolean;
}

function kindOf(group: string, kind: string, namespaced = true): ResourceKind {
  const singular = kind.toLowerCase();
  return {
    group,
    version: 'v1',
    resource: `${singular}s`,
    singular,
    kind,
    namespaced,
  };
}

export const KINDS: ResourceKind[] = [
  kindOf('', 'Node', false),
  kindOf('', 'Namespace', false),
  kindOf('', 'Pod'),
  kindOf('', 'Event'),
  kindOf('apps', 'Deployment'),
  kindOf('apps', 'ReplicaSet'),
  kindOf('apps', 'StatefulSet'),
  kindOf('apps', 'DaemonSet'),
  kindOf('batch', 'Job'),
  kindOf('batch', 'CronJob'),
];

function object(
  context: Context,
  options: Omit<StoredObject, 'key' | 'place'> & { resource: string },
): StoredObject {
  const { resource, namespace = '', name } = options;
  const place = `${namespace}/${name}`;
  const key = `${resource}/${place}`;
  return {
    ...options,
    key,
    place,
    fields: () => ({
      'metadata.name': name,
      ...(namespace && { 'metadata.namespace': namespace }),
      ...options.fields(),
    }),
    render: revision =>
      options.render(revision ?? context.changes.revisionOf(key)),
  };
}

function namespaces({ namespaces: more, workloads }: KubernetesCluster) {
  const usual = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
  const used = workloads.map(({ namespace }) => namespace);
  return [...new Set([...usual, ...more, ...used])];
}

function makeObjects(context: Context, resource: string): StoredObject[] {
  const { cluster } = context;
  switch (resource) {
    case 'nodes':
      return cluster.nodes.map(node =>
        object(context, {
          resource,
          name: node.name,
          labels: () => nodeLabels(node),
          fields: () => ({ 'spec.unschedulable': String(node.cordoned) }),
          // Copied: the definition may be changed in place.
          fingerprint: () => JSON.stringify(node),
          render: revision => renderNode(cluster, node, revision),
        }),
      );
    case 'namespaces':
      return namespaces(cluster).map(name => {
        const labels = { 'kubernetes.io/metadata.name': name };
        return object(context, {
          resource,
          name,
          labels: () => labels,
          fields: () => ({ 'status.phase': 'Active' }),
          fingerprint: () => name,
          render: revision => ({
            metadata: {
              ...metadataOf(
                { cluster: cluster.name, resource, name },
                revision,
              ),
              labels,
            },
            spec: { finalizers: ['kubernetes'] },
            status: { phase: 'Active' },
          }),
        });
      });
    case 'pods': {
      const nodes = new Map(cluster.nodes.map(node => [node.name, node]));
      return cluster.workloads.map(pod => {
        const node = nodes.get(pod.node ?? '');
        return object(context, {
          resource,
          name: pod.name,
          namespace: pod.namespace,
          labels: () => podLabels(pod),
          fields: () => ({
            'spec.nodeName': pod.node ?? '',
            'status.phase': factsOf(pod).phase,
            'spec.restartPolicy':
              pod.owner?.kind === 'Job' ? 'Never' : 'Always',
          }),
          fingerprint: () => JSON.stringify([pod, node?.state]),
          render: revision => renderPod(cluster, pod, { node, revision }),
        });
      });
    }
    case 'events':
      return cluster.workloads.flatMap(pod =>
        eventsOf(cluster, pod).map(event =>
          object(context, {
            resource,
            name: event.name,
            namespace: pod.namespace,
            labels: () => ({}),
            fields: event.fields,
            fingerprint: () => pod.state,
            render: () => event.render(context.clock.now),
          }),
        ),
      );
    default: {
      const groups = context.memo.get('controllers', () =>
        groupControllers(cluster),
      );
      return (groups.get(resource) ?? []).map(controller =>
        object(context, {
          resource,
          name: controller.name,
          namespace: controller.namespace,
          labels: () => controllerLabels(controller),
          fields: () => ({}),
          fingerprint: () =>
            JSON.stringify(renderController(cluster, controller)),
          render: revision => renderController(cluster, controller, revision),
        }),
      );
    }
  }
}

/** All objects of a resource in the order of the API server: by namespace and name. */
export function objectsOf(context: Context, resource: string): StoredObject[] {
  return context.memo.get(`objects/${resource}`, () =>
    makeObjects(context, resource).sort((one, other) =>
      one.place < other.place ? -1 : 1,
    ),
  );
}
