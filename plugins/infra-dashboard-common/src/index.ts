/**
 * Model, permissions and annotations of infra-dashboard.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './permissions';
export * from './signals';
export * from './annotations';
export * from './search';
export * from './messages';
