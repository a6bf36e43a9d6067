export { NodeLink } from './NodeLink';
