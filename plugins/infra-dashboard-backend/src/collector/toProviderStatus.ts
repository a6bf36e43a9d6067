import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Slot } from './openConnection';
import { misconfigured } from './toProviderError';
import type { ConnectionState } from './types';

function stateOf({ connection, issues }: Slot): ConnectionState {
  if (issues) return { state: 'misconfigured', error: misconfigured(issues) };
  return connection?.state ?? { state: 'disabled' };
}

/** A configured provider as the API shows it. */
export function toProviderStatus(slot: Slot): ProviderStatus {
  const { enabled, labels, name, owner, source, timings, type } = slot.entry;
  return {
    ...{ name, type, enabled, source },
    refreshInterval: timings.refreshMs / 1000,
    ...(owner && { owner }),
    ...(labels && { labels }),
    ...stateOf(slot),
  };
}
