import { useApi } from '@backstage/core-plugin-api';
import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import useSWR from 'swr';
import { infraDashboardApiRef } from '../api';
import { apiKey } from './apiKey';

/** Platforms change with the backend's packages only. */
const ONCE = {
  revalidateIfStale: false,
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  // Where the policy denies it, another request changes nothing.
  shouldRetryOnError: false,
};

/**
 * The platform descriptors by type: `GET /platforms`, read once. Empty until loaded, so callers
 * need a fallback.
 *
 * @public
 */
export function usePlatforms(): ReadonlyMap<string, PlatformDescriptor> {
  const api = useApi(infraDashboardApiRef);
  const { data } = useSWR(
    apiKey(api, 'platforms'),
    async () => (await api.getPlatforms()).items,
    ONCE,
  );
  return useMemo(
    () => new Map((data ?? []).map(one => [one.type, one])),
    [data],
  );
}
