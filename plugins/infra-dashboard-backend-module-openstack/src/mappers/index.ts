export * from './capacity';
export * from './node';
export * from './workload';
export * from './serverState';
