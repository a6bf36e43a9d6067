export * from './resource';
export * from './rules';
export { AccessControl } from './AccessControl';
