export { ProviderBadge, type ProviderBadgeProps } from './ProviderBadge';
export { useProviderIcon, useProviderLabel } from './platforms';
