/**
 * Platform contract, upstream kit and extension point of the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export * from './platform';
export * from './upstream';
export * from './config';
export * from './inventory';
export * from './messages';
export * from './text';
export * from './time';
