import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NODE,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

const CLUSTER_KEY = `metadata.annotations.${ANNOTATION_CLUSTER}`;
const NODE_KEY = `metadata.annotations.${ANNOTATION_NODE}`;

/**
 * Resource entities that represent a cluster or a node. Predicates instead of functions, so
 * that apps can replace them in their configuration.
 */
export const CLUSTER_OR_NODE_FILTER = { [CLUSTER_KEY]: { $exists: true } };

/** Resource entities that represent a cluster. */
export const CLUSTER_FILTER = {
  [CLUSTER_KEY]: { $exists: true },
  [NODE_KEY]: { $exists: false },
};

/** Resource entities that represent a node of a cluster. */
export const NODE_FILTER = {
  [CLUSTER_KEY]: { $exists: true },
  [NODE_KEY]: { $exists: true },
};

const OWNER_KINDS = ['component', 'system', 'group', 'user'];

/** Entities that workloads belong to, by themselves or through what they own. */
export const WORKLOADS_FILTER = { kind: { $in: OWNER_KINDS } };

/** The same as conditions of an `EntitySwitch` on the old frontend system. @public */
export function isInfraCluster(entity: Entity): boolean {
  const { annotations } = entity.metadata;
  return Boolean(
    annotations?.[ANNOTATION_CLUSTER] && !annotations[ANNOTATION_NODE],
  );
}

/** @public */
export function isInfraNode(entity: Entity): boolean {
  const { annotations } = entity.metadata;
  return Boolean(
    annotations?.[ANNOTATION_CLUSTER] && annotations[ANNOTATION_NODE],
  );
}

/** @public */
export function hasInfraWorkloads(entity: Entity): boolean {
  return OWNER_KINDS.includes(entity.kind.toLocaleLowerCase('en-US'));
}
