export { ResourceBar, type ResourceBarProps } from './ResourceBar';
export { heatColor } from './usageColors';
