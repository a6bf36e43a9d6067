import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { manyPods } from '../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../__testUtils__/FakeInfraDashboardApi';
import { infraDashboardApiRef } from '../api';
import { useWorkloadPages, type WorkloadListQuery } from './useWorkloadPages';

const pass = (seconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

function list(count: number) {
  const api = new FakeInfraDashboardApi({
    clusters: [],
    providers: [],
    workloads: manyPods({ cluster: 'c', node: 'n', count }),
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[infraDashboardApiRef, api]]}>
      {children}
    </TestApiProvider>
  );
  const { rerender, result, unmount } = renderHook(
    (query: WorkloadListQuery) => useWorkloadPages(query),
    { wrapper, initialProps: { sort: 'name' } as WorkloadListQuery },
  );
  const more = () => act(async () => result.current.loadMore());
  return {
    api,
    more,
    rerender,
    unmount,
    pages: () => result.current,
    requests: () =>
      api.workloadQueries.map(({ cursor, limit }) => [cursor, limit]),
  };
}

describe('useWorkloadPages', () => {
  beforeEach(() => jest.useFakeTimers());

  afterEach(() => jest.useRealTimers());

  it('loads page by page, and re-reads the loaded pages', async () => {
    const { requests, more, pages, unmount } = list(1_500);
    await pass(0);
    expect(pages().data).toMatchObject({ totalItems: 1_500 });
    expect(pages().data?.rows).toHaveLength(200);
    await more();
    await more();
    expect(pages().data?.rows).toHaveLength(600);
    await pass(10);
    expect(requests()).toEqual([
      [undefined, 200],
      ['200', 200],
      ['400', 200],
      [undefined, 600],
    ]);
    expect(pages().data?.rows.at(-1)?.name).toBe('load-0599');
    unmount();
  });

  it('requests the next rows one page at a time, and only if there are more', async () => {
    const { requests, pages, unmount } = list(300);
    await pass(0);
    await act(async () => {
      pages().loadMore();
      pages().loadMore();
    });
    expect(pages().data?.rows).toHaveLength(300);
    await act(async () => pages().loadMore());
    expect(requests()).toHaveLength(2);
    unmount();
  });

  it('does not poll long lists until a refresh', async () => {
    const { requests, more, pages, unmount } = list(50_000);
    await pass(0);
    for (let page = 1; page <= 10; page += 1) await more();
    expect(pages().data?.rows).toHaveLength(2_200);
    expect(pages().isPaused).toBe(true);
    await pass(60);
    expect(requests()).toHaveLength(11);
    await act(async () => pages().refresh());
    await pass(0);
    expect(requests().slice(11)).toEqual([
      [undefined, 1_000],
      ['1000', 1_000],
    ]);
    expect(pages().isPaused).toBe(false);
    expect(pages().data?.rows).toHaveLength(2_000);
    unmount();
  });

  it('keeps the last rows until the response of another query', async () => {
    const { api, pages, rerender, unmount } = list(500);
    await pass(0);
    rerender({ sort: 'name', health: 'failed' });
    expect(pages()).toMatchObject({ isPrevious: true });
    expect(pages().data?.rows).toHaveLength(200);
    await pass(0);
    expect(pages()).toMatchObject({ isPrevious: false });
    expect(pages().data?.rows).toHaveLength(10);

    api.failure = await createResponseError(503);
    rerender({ sort: 'name', health: 'stopped' });
    await pass(0);
    expect(pages().error).toBeDefined();
    expect(pages().data).toBeUndefined();
    unmount();
  });

  it('shows why the next rows are missing, and retries on request', async () => {
    const { api, more, pages, unmount } = list(500);
    await pass(0);
    api.failure = await createResponseError(503);
    await more();
    expect(pages().moreError).toBeDefined();
    expect(pages().error).toBeUndefined();
    expect(pages().data?.rows).toHaveLength(200);
    api.failure = undefined;
    await more();
    expect(pages().moreError).toBeUndefined();
    expect(pages().data?.rows).toHaveLength(400);
    unmount();
  });
});
