export { ResourceBar, type ResourceBarProps } from './ResourceBar';
