import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_WORKLOAD_SELECTOR,
  ANNOTATION_WORKLOADS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { normalizeRef } from './entityRefs';
import { parseLabelSelector, type Requirement } from './labelSelector';

export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
const ANNOTATION_KUBERNETES_SELECTOR = 'backstage.io/kubernetes-label-selector';
const ANNOTATION_KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/** Annotations by which an entity claims workloads. */
export const CLAIMING_ANNOTATIONS = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_SELECTOR,
  ANNOTATION_WORKLOAD_SELECTOR,
  ANNOTATION_WORKLOADS,
];

/** All that is read of an entity. */
export const ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  ...[
    ...CLAIMING_ANNOTATIONS,
    ANNOTATION_KUBERNETES_NAMESPACE,
    ANNOTATION_KUBERNETES_CLUSTER,
  ].map(annotation => `metadata.annotations.${annotation}`),
  'spec.owner',
  'spec.system',
  'spec.domain',
  'spec.subcomponentOf',
  'spec.subdomainOf',
  'spec.parent',
  'spec.children',
];

/** So much of a list of workloads is read: some thousand names. */
const MAX_WORKLOADS_LENGTH = 100_000;

/** What of a catalog entity says which workloads are its own, and whose it is. */
export interface OwnerEntity {
  ref: string;
  kind: string;
  name: string;
  namespace: string;
  ownerRef?: string;
  /** What it is part of: system, domain, component, parent group. */
  partOf: string[];
  /** Groups below it. */
  children: string[];
  kubernetesId?: string;
  kubernetesSelector?: Requirement[];
  /** Only Kubernetes workloads in here are meant by the two above. */
  kubernetesNamespace?: string;
  kubernetesCluster?: string;
  selector?: Requirement[];
  /** `pve-paris/qemu/105`, `k8s-prod/deployment/payments/api`; in lower case. */
  workloads: string[];
}

/** The names of a list that is separated by commas, each once. */
function namesIn(list: string): string[] {
  const isCut = list.length > MAX_WORKLOADS_LENGTH;
  const names = list.slice(0, MAX_WORKLOADS_LENGTH).toLowerCase().split(',');
  // Half a name may be that of something else.
  if (isCut) names.pop();
  return [...new Set(names.map(name => name.trim()))].filter(Boolean);
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(one => typeof one === 'string');
}

/**
 * Takes what matters out of a catalog entity.
 *
 * @returns undefined where it cannot be referred to
 */
export function toOwnerEntity(entity: Entity): OwnerEntity | undefined {
  const { kind, metadata, spec = {} } = entity;
  const namespace = metadata.namespace ?? 'default';
  const ref = normalizeRef(`${kind}:${namespace}/${metadata.name}`, { kind });
  if (!ref) return undefined;
  const refs = (value: unknown, defaultKind: string) =>
    texts(value)
      .map(text => normalizeRef(text, { kind: defaultKind, namespace }))
      .filter(one => one !== undefined);
  const selectorOf = (annotation: string) => {
    const text = metadata.annotations?.[annotation];
    return text === undefined ? undefined : parseLabelSelector(text);
  };
  const annotation = (name: string) =>
    metadata.annotations?.[name]?.trim() || undefined;
  return {
    ref,
    kind: kind.toLowerCase(),
    name: metadata.name.toLowerCase(),
    namespace: namespace.toLowerCase(),
    ownerRef: refs(spec.owner, 'group')[0],
    partOf: [
      ...refs(spec.system, 'system'),
      ...refs(spec.domain, 'domain'),
      ...refs(spec.subcomponentOf, 'component'),
      ...refs(spec.subdomainOf, 'domain'),
      ...refs(spec.parent, 'group'),
    ],
    children: refs(spec.children, 'group'),
    kubernetesId: annotation(ANNOTATION_KUBERNETES_ID),
    kubernetesSelector: selectorOf(ANNOTATION_KUBERNETES_SELECTOR),
    kubernetesNamespace: annotation(ANNOTATION_KUBERNETES_NAMESPACE),
    kubernetesCluster: annotation(ANNOTATION_KUBERNETES_CLUSTER),
    selector: selectorOf(ANNOTATION_WORKLOAD_SELECTOR),
    workloads: namesIn(annotation(ANNOTATION_WORKLOADS) ?? ''),
  };
}
