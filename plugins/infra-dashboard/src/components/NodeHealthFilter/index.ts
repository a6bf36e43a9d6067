export {
  NodeHealthFilter,
  type NodeHealthFilterProps,
} from './NodeHealthFilter';
export { useNodeHealths } from './useNodeHealths';
