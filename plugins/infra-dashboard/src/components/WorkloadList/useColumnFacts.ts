import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import { usePlatforms } from '../../hooks';

/** The facts that may be columns: those of one platform, or of all where it is empty. */
export function useColumnFacts(provider: string): PlatformDescriptor['facts'] {
  const platforms = usePlatforms();
  return useMemo(() => {
    const platform = platforms.get(provider);
    if (platform) return platform.facts;
    const all = [...platforms.values()].map(({ facts }) => facts);
    return Object.assign({}, ...all);
  }, [platforms, provider]);
}
