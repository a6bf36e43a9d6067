export * from './cluster';
export * from './guest';
export * from './limitations';
export * from './node';
export * from './privileges';
export * from './storage';
