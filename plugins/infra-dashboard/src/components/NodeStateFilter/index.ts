export { NodeStateFilter, type NodeStateFilterProps } from './NodeStateFilter';
export { useNodeStates } from './useNodeStates';
