import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { recordedInventory } from './__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from './__testUtils__/FakeInfraDashboardApi';
import {
  InfraDashboardPage,
  infraDashboardApiRef,
  infraDashboardPlugin,
  rootRouteRef,
} from './legacy';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

function App() {
  return (
    <Routes>
      <Route path="/infrastructure/*" element={<InfraDashboardPage />} />
    </Routes>
  );
}

function renderAt(path: string) {
  const api = new FakeInfraDashboardApi(recordedInventory());
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [infraDashboardApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <App />
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: { '/infrastructure': rootRouteRef },
    },
  );
}

describe('old frontend system', () => {
  it('brings the header and the same overview', async () => {
    await renderAt('/infrastructure');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Infrastructure' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('article', { name: 'pve-paris' }),
    ).toBeInTheDocument();
    expect([...infraDashboardPlugin.getApis()]).toHaveLength(1);
  });

  it.each([
    ['', 'Overview', 'Overview · Infrastructure'],
    ['/workloads', 'Workloads', 'Workloads · Infrastructure'],
    ['/settings', 'Connections', 'Connections · Infrastructure'],
    [
      '/clusters/pve-paris/nodes/pve1',
      'Overview',
      'pve1 · pve-paris · Infrastructure',
    ],
    ['/no/such/page', 'Overview', 'Not found · Infrastructure'],
  ])(
    'shows the tabs and a title of its own at /infrastructure%s',
    async (path, current, title) => {
      await renderAt(`/infrastructure${path}`);
      const tab = (name: string) => screen.findByRole('tab', { name });
      expect(await tab('Overview')).toHaveAttribute('href', '/infrastructure');
      expect(await tab('Workloads')).toHaveAttribute(
        'href',
        '/infrastructure/workloads',
      );
      expect(await tab('Connections')).toHaveAttribute(
        'href',
        '/infrastructure/settings',
      );
      const selected = screen
        .getAllByRole('tab', { selected: true })
        .filter(one => one.hasAttribute('href'));
      expect(selected.map(one => one.textContent)).toEqual([current]);
      await waitFor(() => expect(document.title.split(' | ')[0]).toBe(title));
    },
  );

  it('leads back from an unknown address by keyboard', async () => {
    await renderAt('/infrastructure/no/such/page');
    expect(await screen.findByText(/404/)).toBeInTheDocument();
    const tab = screen.getByRole('tab', { name: 'Overview' });
    while (document.activeElement !== tab) await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('article', { name: 'pve-paris' }),
    ).toBeInTheDocument();
  });

  it('brings breadcrumbs to a node', async () => {
    await renderAt('/infrastructure/clusters/pve-paris/nodes/pve1');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'pve1' }),
    ).toBeInTheDocument();
    const trail = screen.getByRole('navigation', { name: 'breadcrumb' });
    expect(trail).toHaveTextContent('Infrastructure');
    expect(trail).toHaveTextContent('pve-paris');
  });
});
