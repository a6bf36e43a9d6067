export * from './applyRules';
export * from './readConfig';
export { completeEntityRef } from './entityRef';
export * from './types';
