export {
  InfraDashboardPage,
  type InfraDashboardPageProps,
} from './InfraDashboardPage';
export { LegacyInfraDashboardPage } from './LegacyInfraDashboardPage';
