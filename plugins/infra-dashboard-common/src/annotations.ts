/** Name of the cluster that a Resource entity represents. @public */
export const ANNOTATION_CLUSTER = 'infra-dashboard.io/cluster';

/**
 * Name of the configured provider of a cluster or node entity. A provider may have several
 * clusters, such as the regions of a cloud, whose names upstream chooses: permission
 * policies that hide entities go by this annotation as well.
 *
 * @public
 */
export const ANNOTATION_PROVIDER_NAME = 'infra-dashboard.io/provider-name';

/**
 * Name of the node that a Resource entity represents. The entity also has the annotation of the
 * cluster.
 *
 * @public
 */
export const ANNOTATION_NODE = 'infra-dashboard.io/node';

/** Platform type of a cluster or node entity. @public */
export const ANNOTATION_PROVIDER = 'infra-dashboard.io/provider';

/**
 * Label selector on an entity: which workloads of any platform belong to it. Written as
 * `key=value,key in (a,b)`, over labels and metadata keys, and over `workload.tag`,
 * `workload.namespace`, `workload.cluster`, `workload.provider`, `workload.type` and
 * `workload.name`.
 *
 * @public
 */
export const ANNOTATION_WORKLOAD_SELECTOR =
  'infra-dashboard.io/workload-selector';

/**
 * Workloads that belong to an entity by name, separated by commas: `pve-paris/qemu/105`,
 * `os-eu/instance/<uuid>`, `k8s-prod/deployment/payments/api`.
 *
 * @public
 */
export const ANNOTATION_WORKLOADS = 'infra-dashboard.io/workloads';
