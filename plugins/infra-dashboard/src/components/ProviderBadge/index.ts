export { ProviderBadge, type ProviderBadgeProps } from './ProviderBadge';
export { providerIcon, useProviderLabel } from './platforms';
