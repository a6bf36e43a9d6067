import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NODE,
  ANNOTATION_WORKLOAD_SELECTOR,
  ANNOTATION_WORKLOADS,
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

const OWNER_KINDS = ['component', 'system', 'domain', 'group', 'user'];

const WORKLOADS_KEY = `metadata.annotations.${ANNOTATION_WORKLOADS}`;
const SELECTOR_KEY = `metadata.annotations.${ANNOTATION_WORKLOAD_SELECTOR}`;

const IS_OWNER = { kind: { $in: OWNER_KINDS } };
/** By these an entity of another kind says that workloads belong to it. */
const HAS_NAMES = { [WORKLOADS_KEY]: { $exists: true } };
const HAS_SELECTOR = { [SELECTOR_KEY]: { $exists: true } };
const IS_NO_CLUSTER = { [CLUSTER_KEY]: { $exists: false } };
const HAS_CLAIM = { $any: [HAS_NAMES, HAS_SELECTOR] };
const IS_CLAIMING = { $all: [IS_NO_CLUSTER, HAS_CLAIM] };

/**
 * Entities that workloads belong to, by themselves or through what they own, and others that
 * claim some, but for those that represent a cluster or a node: they have a tab of their own.
 */
export const WORKLOADS_FILTER = { $any: [IS_OWNER, IS_CLAIMING] };

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

const CLAIMS = [ANNOTATION_WORKLOADS, ANNOTATION_WORKLOAD_SELECTOR];

/** @public */
export function hasInfraWorkloads(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return (
    OWNER_KINDS.includes(entity.kind.toLocaleLowerCase('en-US')) ||
    (!annotations[ANNOTATION_CLUSTER] &&
      CLAIMS.some(name => name in annotations))
  );
}
