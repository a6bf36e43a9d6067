import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { recordedEstate } from './__testUtils__/demoEstate';
import { FakeInfraDashboardApi } from './__testUtils__/FakeInfraDashboardApi';
import {
  InfraDashboardPage,
  infraDashboardApiRef,
  infraDashboardPlugin,
  rootRouteRef,
} from './legacy';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

function renderAt(path: string) {
  const api = new FakeInfraDashboardApi(recordedEstate());
  return renderInTestApp(
    <TestApiProvider apis={[[infraDashboardApiRef, api]]}>
      <Routes>
        <Route path="/infrastructure/*" element={<InfraDashboardPage />} />
      </Routes>
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
