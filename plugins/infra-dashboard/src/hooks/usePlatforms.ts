import { useApi } from '@backstage/core-plugin-api';
import type {
  PlatformDescriptor,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
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

interface LoadedPlatforms {
  byType: ReadonlyMap<string, PlatformDescriptor>;
  workloadTypes: ReadonlyMap<string, WorkloadTypeDescriptor>;
}

/** The maps are made once and not by each caller: every row of a table is one. */
function index(platforms: readonly PlatformDescriptor[]): LoadedPlatforms {
  const types = platforms.flatMap(({ workloadTypes }) => workloadTypes);
  return {
    byType: new Map(platforms.map(one => [one.type, one])),
    workloadTypes: new Map(types.map(one => [one.type, one])),
  };
}

const NOT_LOADED = index([]);

function useLoadedPlatforms(): LoadedPlatforms {
  const api = useApi(infraDashboardApiRef);
  const { data = NOT_LOADED } = useSWR(
    apiKey(api, 'platforms'),
    async () => index((await api.getPlatforms()).items),
    ONCE,
  );
  return data;
}

/**
 * The platform descriptors by type: `GET /platforms`, read once. Empty until loaded, so callers
 * need a fallback.
 *
 * @public
 */
export function usePlatforms(): ReadonlyMap<string, PlatformDescriptor> {
  return useLoadedPlatforms().byType;
}

/** The workload types of all platforms; empty until loaded. */
export function useWorkloadTypeDescriptors() {
  return useLoadedPlatforms().workloadTypes;
}
