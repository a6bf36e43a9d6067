export { ClusterBadge, type ClusterBadgeProps } from './ClusterBadge';
