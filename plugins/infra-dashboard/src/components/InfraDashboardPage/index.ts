export {
  InfraDashboardPage,
  LegacyInfraDashboardPage,
} from './InfraDashboardPage';
