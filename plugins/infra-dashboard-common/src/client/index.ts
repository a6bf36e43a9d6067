export * from './InfraDashboardApi';
export * from './InfraDashboardClient';
export * from './queries';
export * from './responses';
