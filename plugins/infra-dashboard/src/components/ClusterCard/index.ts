export { ClusterCard, type ClusterCardProps } from './ClusterCard';
