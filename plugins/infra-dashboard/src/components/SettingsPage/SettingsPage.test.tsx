import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import infraDashboardPlugin, { infraDashboardApiRef } from '../..';
import { FAKE_PLATFORMS } from '../../__testUtils__/fakePlatforms';
import { demoInventory } from '../../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../../__testUtils__/FakeInfraDashboardApi';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
registerMswTestHooks(setupServer());

function renderPage(platforms = FAKE_PLATFORMS) {
  const api = new FakeInfraDashboardApi(demoInventory());
  jest.spyOn(api, 'getPlatforms').mockResolvedValue({ items: platforms });
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [
      [infraDashboardApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
      ],
    ],
    initialRouteEntries: ['/infrastructure/settings'],
  });
  return api;
}

const panel = (name: string) => screen.findByRole('article', { name });

describe('SettingsPage', () => {
  it('shows the status of each provider, and why it fails', async () => {
    const api = renderPage();
    for (const { error, name } of api.inventory.providers) {
      expect(await panel(name)).toHaveTextContent(error?.message ?? name);
    }
  });

  it('tests, refreshes and switches providers, and shows what is missing', async () => {
    const api = renderPage();
    const well = api.inventory.providers.find(
      ({ state }) => state === 'ok',
    )!.name;
    const failing = api.inventory.providers.find(
      ({ state }) => state === 'failing',
    )!.name;
    await userEvent.click(
      await screen.findByRole('button', { name: `Test: ${well}` }),
    );
    expect(
      await within(await panel(well)).findByText('Connection OK'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: `Test: ${failing}` }),
    );
    expect(
      await within(await panel(failing)).findByText(/pveum acl modify/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: `Refresh: ${well}` }),
    );
    expect(api.countCalls('refreshProvider')).toBe(1);
    await userEvent.click(
      screen.getByRole('button', { name: `Disable: ${well}` }),
    );
    expect(
      await screen.findByRole('button', { name: `Enable: ${well}` }),
    ).toBeEnabled();
    expect(
      screen.getByRole('button', { name: `Refresh: ${well}` }),
    ).toBeDisabled();

    api.failure = await createResponseError(403, { message: 'Not for you' });
    await userEvent.click(
      screen.getByRole('button', { name: `Test: ${failing}` }),
    );
    expect(await screen.findByText(/Not for you/)).toBeInTheDocument();
  });

  it('generates lines for app-config without asking for a secret', async () => {
    const api = renderPage();
    const form = await screen.findByRole('region', { name: 'Add a provider' });
    expect(within(form).queryByLabelText(/secret/i)).not.toBeInTheDocument();
    const check = within(form).getByRole('button', {
      name: /Generate configuration/,
    });
    await userEvent.click(check);
    expect(
      await within(form).findByText('must not be empty'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(form).getByRole('button', { name: /Platform/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Proxmox VE' }));
    const validate = jest.spyOn(api, 'validateProvider');
    await userEvent.type(within(form).getByLabelText(/^Name/), 'pve-nice');
    await userEvent.type(
      within(form).getByLabelText(/^API URL/),
      'https://pve.example:8006',
    );
    await userEvent.click(check);
    expect(await within(form).findByText(/- name: pve-nice/)).toBeVisible();
    expect(form).toHaveTextContent('PVE_TOKEN_SECRET');
    expect(validate).toHaveBeenLastCalledWith({
      name: 'pve-nice',
      type: 'proxmox',
      url: 'https://pve.example:8006',
      tokenSecret: 'variable',
    });
  });

  it('draws the fields that a platform declares: checkboxes, and groups under a heading', async () => {
    const api = renderPage([
      {
        ...FAKE_PLATFORMS[0],
        type: 'nomad',
        title: 'Nomad',
        fields: [
          { key: 'url', label: 'URL' },
          { key: 'user', label: 'User', group: 'Password' },
          {
            key: 'password',
            label: 'Secret',
            type: 'secret',
            group: 'Password',
          },
          {
            key: 'insecure',
            label: 'Accept every certificate',
            type: 'boolean',
            help: 'For tests only',
          },
          { key: 'id', label: 'Token ID', group: 'Token' },
          { key: 'token', label: 'Secret', type: 'secret', group: 'Token' },
        ],
      },
    ]);
    const form = await screen.findByRole('region', { name: 'Add a provider' });
    const password = within(form).getByRole('group', { name: 'Password' });
    const token = within(form).getByRole('group', { name: 'Token' });
    expect(within(form).queryByLabelText('Secret')).not.toBeInTheDocument();
    expect(within(password).queryByLabelText('URL')).not.toBeInTheDocument();
    const insecure = within(form).getByRole('checkbox', {
      name: 'Accept every certificate',
    });
    expect(insecure).not.toBeChecked();
    expect(insecure).toHaveAccessibleDescription('For tests only');

    const validate = jest.spyOn(api, 'validateProvider');
    const check = within(form).getByRole('button', {
      name: /Generate configuration/,
    });
    await userEvent.type(within(form).getByLabelText(/^Name/), 'n');
    await userEvent.type(within(token).getByLabelText('Token ID'), 'portal');
    await userEvent.click(insecure);
    await userEvent.click(check);
    // The other way to authenticate is not used.
    const entry = { name: 'n', type: 'nomad', id: 'portal', token: 'variable' };
    expect(validate).toHaveBeenLastCalledWith({ ...entry, insecure: true });
    await userEvent.click(insecure);
    await userEvent.click(check);
    expect(validate).toHaveBeenLastCalledWith(entry);
  });
});
