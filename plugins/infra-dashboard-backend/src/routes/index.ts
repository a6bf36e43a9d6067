export { createRouter } from './createRouter';
export { mountLegacyRoutes } from './legacy';
