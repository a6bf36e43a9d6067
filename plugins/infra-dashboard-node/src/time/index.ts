export { systemClock, type Clock } from './Clock';
export * from './Expiring';
export * from './Schedule';
export * from './withTimeout';
export * from './withinTime';
