export { NodeTable, type NodeTableProps } from './NodeTable';
