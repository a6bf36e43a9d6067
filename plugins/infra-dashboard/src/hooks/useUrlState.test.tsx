import { act, renderHook } from '@testing-library/react';
import { TestApiProvider } from '@backstage/test-utils';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { useUrlState } from './useUrlState';

const wrapper = ({ children }: { children: ReactNode }) => (
  <TestApiProvider apis={[]}>
    <MemoryRouter initialEntries={['/?cluster=a']}>{children}</MemoryRouter>
  </TestApiProvider>
);

const render = () =>
  renderHook(
    () => ({
      // As of two components of one page.
      list: useUrlState(),
      panel: useUrlState(),
      search: useLocation().search,
      navigate: useNavigate(),
    }),
    { wrapper },
  ).result;

describe('useUrlState', () => {
  it('keeps a choice that is not rendered yet when the next one is made', () => {
    const result = render();
    act(() => {
      const { list, panel } = result.current;
      panel.set('top', 'nodes');
      list.set('topBy', 'cpu');
      panel.set('health', ['failed', 'degraded']);
    });
    expect(result.current.search).toBe(
      '?cluster=a&top=nodes&topBy=cpu&health=failed&health=degraded',
    );
    act(() => result.current.panel.clear(['top', 'health']));
    expect(result.current.search).toBe('?cluster=a&topBy=cpu');
  });

  it('forgets a choice once the user has gone back', () => {
    const result = render();
    act(() => result.current.panel.set('top', 'nodes'));
    act(() => result.current.navigate(-1));
    expect(result.current.search).toBe('?cluster=a');
    act(() => result.current.list.set('topBy', 'cpu'));
    expect(result.current.search).toBe('?cluster=a&topBy=cpu');
  });
});
