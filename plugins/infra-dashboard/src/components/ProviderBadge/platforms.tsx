import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback } from 'react';
import { usePlatforms } from '../../hooks';
import { iconOf } from '../icons';

/** The icon of a platform; a plug until it is known. */
export function useProviderIcon() {
  const platforms = usePlatforms();
  return useCallback(
    (provider: ProviderType) => iconOf(platforms.get(provider)?.icon),
    [platforms],
  );
}

/** Names platforms; one that is not known goes by its type. */
export function useProviderLabel(): (provider: ProviderType) => string {
  const platforms = usePlatforms();
  return useCallback(
    provider => platforms.get(provider)?.title ?? provider,
    [platforms],
  );
}
