import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanLabels,
  cleanText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesMetadata } from '../schemas';
import type { MapOptions } from './MapOptions';

const MAX_IMAGES = 20;

/** Annotations of deployment tools and of Backstage that name the owner of an object. */
const OWNERSHIP_ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'meta.helm.sh/release-name',
  'argocd.argoproj.io/tracking-id',
];

/** The few annotations that name an object's owner, as metadata. */
export function ownershipOf(annotations: Record<string, unknown> | undefined) {
  return Object.fromEntries(
    OWNERSHIP_ANNOTATIONS.map(key => [key, cleanText(annotations?.[key])]),
  );
}

/** The images of containers, each once. */
export function imagesOf(
  containers: Array<{ image?: string }> = [],
): string[] | undefined {
  const images = new Set<string>();
  for (const container of containers) {
    const image = cleanText(container.image);
    if (image) images.add(image);
  }
  return images.size > 0 ? [...images].slice(0, MAX_IMAGES) : undefined;
}

/** The reference to the controller of an object, or else to its first owner. */
export function controllerOf(
  metadata: KubernetesMetadata,
): Workload['owner'] | undefined {
  const { ownerReferences } = metadata;
  const owner =
    ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
  const kind = cleanText(owner?.kind);
  const name = cleanText(owner?.name);
  return kind && name ? { kind, name } : undefined;
}

/** What identifies an object, and its labels. */
export function identify(metadata: KubernetesMetadata, options: MapOptions) {
  return {
    id: metadata.uid,
    name: cleanText(metadata.name) ?? metadata.uid,
    cluster: options.cluster,
    provider: 'kubernetes',
    labels: cleanLabels(metadata.labels),
  };
}
