export { NodeCard, type NodeCardProps } from './NodeCard';
export { NodeBadge } from './NodeBadge';
