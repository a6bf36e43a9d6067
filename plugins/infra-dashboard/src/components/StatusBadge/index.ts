export { StatusBadge, type StatusBadgeProps } from './StatusBadge';
export { StatusIcon, type StatusIconProps } from './StatusIcon';
export type { Tone } from './tones';
