export {
  NodeHealthFilter,
  type NodeHealthFilterProps,
} from './NodeHealthFilter';
export { nodeStatesOf, useNodeHealths } from './useNodeHealths';
