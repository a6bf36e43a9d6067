/** Name of the cluster that a Resource entity stands for. @public */
export const ANNOTATION_CLUSTER = 'infra-dashboard.io/cluster';

/** Name of the node that a Resource entity stands for; its cluster is beside it. @public */
export const ANNOTATION_NODE = 'infra-dashboard.io/node';

/** Platform type of a cluster or node entity. @public */
export const ANNOTATION_PROVIDER = 'infra-dashboard.io/provider';
