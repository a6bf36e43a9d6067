export { mountLegacyRoutes } from './mountLegacyRoutes';
