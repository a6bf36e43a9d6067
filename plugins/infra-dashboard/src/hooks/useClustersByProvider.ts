import { useMemo } from 'react';
import { groupByProvider, type ProviderGroup } from '../summary';
import { useClusters } from './useClusters';
import type { Polled } from './usePolled';

/** The clusters of `useClusters`, by platform; costs no request of its own. @public */
export function useClustersByProvider(): Polled<ProviderGroup[]> {
  const { data, ...rest } = useClusters();
  const groups = useMemo(() => data && groupByProvider(data), [data]);
  return { ...rest, data: groups };
}
