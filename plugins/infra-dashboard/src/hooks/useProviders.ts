import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** Every configured provider, the misconfigured ones too: `GET /providers`. @public */
export function useProviders(): Polled<ProviderStatus[]> {
  return usePolled(
    ['providers'],
    async api => (await api.getProviders()).items,
  );
}
