export * from './InfraDashboardApi';
export * from './InfraDashboardClient';
export * from './queries';
export * from './responses';
export * from './history';
export * from './impact';
export * from './problems';
export * from './summary';
