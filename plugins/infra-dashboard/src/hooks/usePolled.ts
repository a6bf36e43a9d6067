import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { SIGNAL_CHANNEL } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, useEffect } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { infraDashboardApiRef } from '../api';
import { useTranslated } from '../messages';
import { apiKey } from './apiKey';
import { POLL_INTERVAL_MS, retryDelay } from './retryDelay';
import { whenVisible } from './whenVisible';

/** What every data hook returns. */
export interface Polled<T> {
  /** The last good answer; it stays when a later request fails. */
  data?: T;
  /** Why the last request failed; gone with the next good answer. */
  error?: Error;
  /** Nothing was answered yet. */
  isLoading: boolean;
  /** Asks now, besides the interval. */
  refresh: () => void;
}

/** What a hook that composes its answer of several requests needs besides. */
export interface PolledStore<T> extends Polled<T> {
  /** Puts a new answer in the place of the last one, and takes one under way for outdated. */
  replace: (data: T) => void;
}

export interface PolledOptions {
  /** Time between two requests, in milliseconds; ten seconds where absent. */
  interval?: number;
  /** Keeps the answer to the last key until there is one to the new. */
  keepPreviousData?: boolean;
  /** Asked before each request, also before those of `refresh`. */
  isPaused?: () => boolean;
}

/**
 * A hidden page polls nothing (SWR checks the visibility before each poll, and again when
 * the page is shown); failures are retried by our own back-off.
 */
const OPTIONS: SWRConfiguration = {
  refreshInterval: POLL_INTERVAL_MS,
  refreshWhenHidden: false,
  revalidateOnFocus: true,
  revalidateIfStale: true,
  dedupingInterval: 2_000,
  focusThrottleInterval: 2_000,
  keepPreviousData: false,
  shouldRetryOnError: true,
  onErrorRetry: (error, _key, _config, revalidate, options) => {
    const wait = retryDelay(error, {
      failures: options.retryCount,
      now: Date.now(),
    });
    // A page that is hidden by then asks when it is shown again.
    setTimeout(() => whenVisible(() => revalidate(options)), wait);
  },
};

/** Longest wait of a page between hearing of a change and asking for it. */
const SIGNAL_SPREAD_MS = 1_500;

/**
 * Asks the API now and every ten seconds, or as often as told, while the page is visible.
 *
 * @param key - names the request within the API; `undefined` asks nothing
 */
export function usePolled<T>(
  key: readonly string[] | undefined,
  load: (api: InfraDashboardApi) => Promise<T>,
  options: PolledOptions = {},
): PolledStore<T> {
  const api = useApi(infraDashboardApiRef);
  const { interval = POLL_INTERVAL_MS, ...others } = options;
  const { data, error, isLoading, mutate } = useSWR<T, Error>(
    key && apiKey(api, ...key),
    () => load(api),
    { ...OPTIONS, refreshInterval: interval, ...others },
  );
  const refresh = useCallback(() => {
    mutate().catch(() => {}); // shown as `error`
  }, [mutate]);
  const replace = useCallback(
    (next: T) => {
      mutate(next, { revalidate: false }).catch(() => {});
    },
    [mutate],
  );
  // Where the portal has signals, a change shows at once; polling goes on beside it.
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  useEffect(() => {
    if (!lastSignal || document.visibilityState === 'hidden') return undefined;
    // All open pages hear it at once, and should not ask at once.
    const timer = setTimeout(refresh, Math.random() * SIGNAL_SPREAD_MS);
    return () => clearTimeout(timer);
  }, [lastSignal, refresh]);
  return { data: useTranslated(data), error, isLoading, refresh, replace };
}
