export * from './Clock';
export * from './Expiring';
export * from './withTimeout';
export * from './withinTime';
