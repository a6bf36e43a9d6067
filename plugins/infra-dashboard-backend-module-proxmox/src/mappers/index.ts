export * from './cluster';
export * from './workload';
export * from './limitations';
export * from './node';
export * from './privileges';
export * from './storage';
