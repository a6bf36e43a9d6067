export * from './applyRules';
export * from './readConfig';
export { completeEntityRef } from './readRule';
export * from './types';
