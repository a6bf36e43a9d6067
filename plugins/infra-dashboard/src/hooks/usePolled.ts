import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { SIGNAL_CHANNEL } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, useEffect } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { infraDashboardApiRef } from '../api';
import { useTranslated } from '../messages';
import { apiKey } from './apiKey';
import { POLL_INTERVAL_MS, retryDelay } from './retryDelay';
import { whenVisible } from './whenVisible';

/** The result of every data hook. */
export interface Polled<T> {
  /** The last successful response; it stays when a later request fails. */
  data?: T;
  /** The error of the last request; removed by the next success. */
  error?: Error;
  /** True until the first response. */
  isLoading: boolean;
  /** Polls now, in addition to the interval. */
  refresh: () => void;
}

/** Additional fields for hooks that combine several requests. */
export interface PolledStore<T> extends Polled<T> {
  /** Replaces the last response and discards a request in flight. */
  replace: (data: T) => void;
}

export interface PolledOptions {
  /** Time between two requests, in milliseconds; ten seconds where absent. */
  interval?: number;
  /** Returns the response of the previous key until the new one arrives. */
  keepPreviousData?: boolean;
  /** Called before each request, including those of `refresh`. */
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
    // A page that is hidden by then polls when it is shown again.
    setTimeout(() => whenVisible(() => revalidate(options)), wait);
  },
};

/** When the last request of each key began, in milliseconds. */
const requestedAt = new Map<string, number>();

/** Maximum delay between a signal and the request for the change. */
const SIGNAL_SPREAD_MS = 1_500;

/**
 * Polls the API now and every ten seconds, or at the given interval, while the page is visible.
 *
 * @param key - names the request within the API; `undefined` sends no request
 */
export function usePolled<T>(
  key: readonly string[] | undefined,
  load: (api: InfraDashboardApi) => Promise<T>,
  options: PolledOptions = {},
): PolledStore<T> {
  const api = useApi(infraDashboardApiRef);
  const { interval = POLL_INTERVAL_MS, ...others } = options;
  const keyOfApi = key && apiKey(api, ...key);
  const id = JSON.stringify(keyOfApi);
  const { data, error, isLoading, mutate } = useSWR<T, Error>(
    keyOfApi,
    () => {
      requestedAt.set(id, Date.now());
      return load(api);
    },
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
  // With signals a change shows at once; polling continues as well.
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  useEffect(() => {
    if (!lastSignal || document.visibilityState === 'hidden') return undefined;
    const signalledAt = Date.now();
    // All open pages receive the signal at once; spread their requests.
    const timer = setTimeout(() => {
      // Several components of a page may show the same.
      if ((requestedAt.get(id) ?? 0) <= signalledAt) refresh();
    }, Math.random() * SIGNAL_SPREAD_MS);
    return () => clearTimeout(timer);
  }, [id, lastSignal, refresh]);
  return { data: useTranslated(data), error, isLoading, refresh, replace };
}
