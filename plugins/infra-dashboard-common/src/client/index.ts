export * from './InfraDashboardApi';
export * from './InfraDashboardClient';
