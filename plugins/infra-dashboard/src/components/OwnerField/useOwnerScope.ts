import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback, useMemo } from 'react';
import useSWR from 'swr';

/** What stands in the URL for the user and the groups of the user. */
export const MINE = 'mine';

/** The user and the groups of the user; empty until they are known, and for guests without any. */
function useOwnRefs(): string[] {
  const identity = useApi(identityApiRef);
  const { data } = useSWR(
    ['infra-dashboard', 'identity'],
    async () => (await identity.getBackstageIdentity()).ownershipEntityRefs,
    { revalidateOnFocus: false, shouldRetryOnError: false },
  );
  return useMemo(() => data ?? [], [data]);
}

/** Owners to pick from, and what the API takes for one of them. */
export function useOwnerScope() {
  const own = useOwnRefs();
  return {
    /** The groups of the user. */
    groups: useMemo(
      () => own.filter(ref => ref.startsWith('group:')).sort(),
      [own],
    ),
    hasOwn: own.length > 0,
    /** A value of the field as the filter of the API. */
    resolve: useCallback(
      (value: string) =>
        value === MINE && own.length > 0 ? own.join(',') : value,
      [own],
    ),
  };
}
