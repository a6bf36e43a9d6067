export * from './capacity';
export * from './hypervisor';
export * from './server';
export * from './serverStatus';
