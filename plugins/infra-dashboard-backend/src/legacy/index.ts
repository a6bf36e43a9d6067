export { createLegacyRouter, readLegacyOptions } from './createLegacyRouter';
