/**
 * Zod schemas of the model. They are apart from the main entry, so that pages do not load zod.
 *
 * @packageDocumentation
 */
export * from './vocabulary';
export * from './shared';
export * from './storage';
export * from './node';
export * from './cluster';
export * from './workload';
export * from './detail';
export * from './history';
export {
  layerEvidenceSchema,
  nodeImpactSchema,
  workloadReferenceSchema,
} from './impact';
export * from './manage';
export * from './provider';
export * from './responses';
export * from './summary';
export * from './queries';
export * from './platform';
export { changePageSchema, changeQuerySchema, changeSchema } from './change';
export type { ObjectSchema, ObjectShape } from './objectSchema';
export * from './problem';
