export { isSecretKey } from './isSecretKey';
export { readDashboardPath } from './readDashboardPath';
export * from './ConfigIssue';
export { duration } from './duration';
export { fileExists, findFile } from './findFile';
export { flag } from './flag';
export { hasCredentials } from './hasCredentials';
export * from './readSecretFile';
export * from './readSection';
export * from './readTextFile';
export { readPem } from './pem';
export { coreSchemaText, schemaText } from './schemaText';
export { strictObject } from './strictObject';
export { describeUnknownKey, findNearestKey } from './describeUnknownKey';
export { taskSchedule } from './taskSchedule';
export {
  toConfigIssues,
  toIssue,
  toSingleIssues,
  type SchemaIssue,
} from './toConfigIssues';
export { wholeNumber } from './wholeNumber';
