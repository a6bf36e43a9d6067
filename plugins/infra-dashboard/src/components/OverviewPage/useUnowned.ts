import { usePolled } from '../../hooks/usePolled';

/** Owners change rarely. */
const INTERVAL_MS = 60_000;

/** Number of apps and machines without an owner; undefined where it is not known. */
export function useUnowned(filter: {
  provider?: string;
  cluster?: string;
}): number | undefined {
  const { cluster = '', provider = '' } = filter;
  const { data } = usePolled(
    ['unowned', provider, cluster],
    api =>
      api.getWorkloads({
        ...filter,
        ...{ owner: 'none', role: 'app,machine', template: 'false', limit: 1 },
      }),
    { interval: INTERVAL_MS },
  );
  return data?.totalItems;
}
