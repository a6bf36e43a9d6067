export { StatusBadge, type StatusBadgeProps } from './StatusBadge';
export { StatusIcon, type StatusIconProps } from './StatusIcon';
export { useToneColor, type Tone } from './tones';
