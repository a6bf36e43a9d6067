import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { configure, screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import infraDashboardPlugin, { infraDashboardApiRef } from '../..';
import { demoInventory } from '../../__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
registerMswTestHooks(setupServer());

function renderPage() {
  const api = new FakeInfraDashboardApi(demoInventory());
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [
      [infraDashboardApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({ authorize: AuthorizeResult.DENY }),
      ],
    ],
    initialRouteEntries: ['/infrastructure/settings'],
  });
  return api;
}

const panel = (name: string) => screen.findByRole('article', { name });

// In a file of its own: permissions are remembered, beyond one page.
describe('SettingsPage without the permission to manage', () => {
  it('only shows those who may not manage', async () => {
    const api = renderPage();
    await panel(api.inventory.providers[0].name);
    expect(
      await screen.findByText(/you need the permission/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Disable/ }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Add a provider')).not.toBeInTheDocument();
  });
});
