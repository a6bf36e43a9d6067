export { createRouter } from './createRouter';
export { createLegacyRouter, readLegacyOptions } from '../legacy';
