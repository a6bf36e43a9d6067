export { findFile } from './findFile';
export { flag } from './flag';
export { hasCredentials } from './hasCredentials';
export * from './readSecretFile';
export * from './readTextFile';
export { readPem } from './pem';
export { strictObject } from './strictObject';
export { describeUnknownKey } from './describeUnknownKey';
export {
  toConfigIssues,
  type ConfigIssue,
  type SchemaIssue,
} from './toConfigIssues';
