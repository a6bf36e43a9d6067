import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { recordedInventory } from '../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../__testUtils__/FakeInfraDashboardApi';
import { failureMessage, infraDashboardApiRef } from '../api';
import { retryDelay } from './retryDelay';
import { useClusters } from './useClusters';
import { useClustersByProvider } from './useClustersByProvider';

function setVisible(isVisible: boolean) {
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockReturnValue(isVisible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

const pass = (seconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

/** A portal with signals, which the test sends. */
function createSignals() {
  const listeners = new Set<(message: object) => void>();
  const signalApi = {
    subscribe: (channel: string, listener: (message: any) => void) => {
      expect(channel).toBe('infra-dashboard');
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  const send = () =>
    act(async () => listeners.forEach(notify => notify({ action: 'changed' })));
  return { signalApi, listeners, send };
}

function pollWithSignals() {
  const signals = createSignals();
  const api = new FakeInfraDashboardApi(recordedInventory());
  const { unmount } = renderHook(() => useClusters(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [infraDashboardApiRef, api],
          [signalApiRef, signals.signalApi],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
  return { ...signals, unmount, requests: () => api.countCalls('getClusters') };
}

function poll() {
  const api = new FakeInfraDashboardApi(recordedInventory());
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[infraDashboardApiRef, api]]}>
      {children}
    </TestApiProvider>
  );
  const { result, unmount } = renderHook(
    () => ({ flat: useClusters(), grouped: useClustersByProvider() }),
    { wrapper },
  );
  return {
    api,
    unmount,
    query: () => result.current.flat,
    grouped: () => result.current.grouped.data,
    requests: () => api.countCalls('getClusters'),
  };
}

describe('usePolled', () => {
  beforeEach(() => jest.useFakeTimers());

  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('polls soon after a signal, unless the page is hidden', async () => {
    const { requests, listeners, send, unmount } = pollWithSignals();
    await pass(0);
    expect(requests()).toBe(1);
    await send();
    expect(requests()).toBe(1);
    await pass(2);
    expect(requests()).toBe(2);
    setVisible(false);
    await send();
    await pass(2);
    expect(requests()).toBe(2);
    unmount();
    expect(listeners.size).toBe(0);
  });

  it('polls every ten seconds, once for all components with the same query', async () => {
    const { requests, grouped, query, unmount } = poll();
    await pass(0);
    expect(requests()).toBe(1);
    expect(query().data).toHaveLength(6);
    expect(grouped()?.map(({ provider }) => provider)).toEqual([
      'proxmox',
      'kubernetes',
      'openstack',
    ]);
    await pass(30);
    expect(requests()).toBe(4);
    unmount();
    await pass(60);
    expect(requests()).toBe(4);
  });

  it('does not poll while the page is hidden, and polls at once when it is shown', async () => {
    const { requests, unmount } = poll();
    await pass(11);
    expect(requests()).toBe(2);
    act(() => setVisible(false));
    await pass(600);
    expect(requests()).toBe(2);
    act(() => setVisible(true));
    await pass(0);
    expect(requests()).toBe(3);
    unmount();
  });

  it('keeps the last data on errors and backs off', async () => {
    const { api, requests, query, unmount } = poll();
    await pass(0);
    api.failure = await createResponseError(503, { message: 'Down' });
    await pass(10);
    expect(requests()).toBe(2);
    expect(query().data).toHaveLength(6);
    expect(failureMessage(query().error!)).toBe('Down');
    // After 10, 20, 40, 80, 120 and 120 seconds.
    await pass(390);
    expect(requests()).toBe(8);
    api.failure = undefined;
    await pass(120);
    expect(query().error).toBeUndefined();
    const recovered = requests();
    await pass(20);
    expect(requests()).toBe(recovered + 2);
    unmount();
  });

  it('does not retry while the page is hidden', async () => {
    const { api, requests, unmount } = poll();
    await pass(0);
    api.failure = await createResponseError(503);
    await pass(10);
    expect(requests()).toBe(2);
    act(() => setVisible(false));
    await pass(600);
    expect(requests()).toBe(2);
    api.failure = undefined;
    act(() => setVisible(true));
    await pass(0);
    expect(requests()).toBe(3);
    unmount();
  });

  it('does not share responses between two instances of the API', async () => {
    const first = poll();
    await pass(0);
    const second = poll();
    expect(second.query().data).toBeUndefined();
    await pass(0);
    expect(second.requests()).toBe(1);
    first.unmount();
    second.unmount();
  });
});

describe('retryDelay', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it('doubles up to two minutes', () => {
    const waits = [1, 2, 3, 4, 5, 99].map(failures =>
      retryDelay(new Error(), { failures, now }),
    );
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 120_000, 120_000]);
  });

  it('honors Retry-After of a 429, in seconds or as a date', async () => {
    const inSeconds = await createResponseError(429, {
      headers: { 'Retry-After': '300' },
    });
    expect(retryDelay(inSeconds, { failures: 1, now })).toBe(300_000);
    const asDate = await createResponseError(429, {
      headers: { 'Retry-After': 'Thu, 01 Jan 2026 00:01:00 GMT' },
    });
    expect(retryDelay(asDate, { failures: 1, now })).toBe(60_000);
    const silent = await createResponseError(429);
    expect(retryDelay(silent, { failures: 2, now })).toBe(20_000);
  });

  it('does not retry quickly when access is denied', async () => {
    for (const status of [401, 403]) {
      const error = await createResponseError(status);
      expect(retryDelay(error, { failures: 1, now })).toBe(120_000);
    }
  });
});
