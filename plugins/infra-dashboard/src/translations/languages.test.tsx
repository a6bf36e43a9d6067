import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { cleanup, configure, screen, within } from '@testing-library/react';
import infraDashboardPlugin, {
  infraDashboardApiRef,
  infraDashboardTranslations,
} from '..';
import { recordedInventory } from '../__testUtils__/demoInventory';
import { FakeInfraDashboardApi } from '../__testUtils__/FakeInfraDashboardApi';
import { FAKE_PLATFORMS } from '../__testUtils__/fakePlatforms';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });

afterEach(() => localStorage.clear());

function renderIn(
  defaultLanguage: string,
  {
    path = '',
    api = new FakeInfraDashboardApi(recordedInventory()),
  }: { path?: string; api?: FakeInfraDashboardApi } = {},
) {
  renderTestApp({
    features: [
      infraDashboardPlugin,
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          TranslationBlueprint.make({
            name: 'infra-dashboard',
            params: { resource: infraDashboardTranslations },
          }),
        ],
      }),
    ],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                defaultLanguage,
                availableLanguages: ['en', 'de', 'fr'],
              },
            },
          },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: [`/infrastructure${path}`],
  });
}

const texts = async (name: string) => {
  const cluster = await screen.findByRole('article', { name });
  return within(cluster)
    .getAllByRole('listitem')
    .map(item => item.textContent);
};

describe('the overview', () => {
  it('is German, numbers and times too, in a portal that is', async () => {
    renderIn('de');
    expect(
      await screen.findByPlaceholderText('Name, Version, Region, Grund…'),
    ).toBeInTheDocument();
    expect(await texts('pve-paris')).toEqual(
      expect.arrayContaining(['2 gesund', '1 ausgefallen']),
    );
    const paris = screen.getByRole('article', { name: 'pve-paris' });
    expect(
      within(paris).getByText(/^Aktualisiert vor \d+ s$/),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('article', { name: 'os-eu' })).getByText(
        /^62 \/ 768 Kerne zugewiesen \(8,1\s%\)$/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/Ohne 1 Cluster, von dem/)).toBeInTheDocument();
  });

  it('is French in a portal that is', async () => {
    renderIn('fr');
    expect(
      await screen.findByPlaceholderText('Nom, version, région, cause…'),
    ).toBeInTheDocument();
    expect(await texts('pve-paris')).toEqual(
      expect.arrayContaining(['2 en bon état', '1 en panne']),
    );
    const paris = screen.getByRole('article', { name: 'pve-paris' });
    expect(
      within(paris).getByText(/^Actualisé il y a \d+\ss$/),
    ).toBeInTheDocument();
  });
});

describe('names that a platform translates', () => {
  it('are those of the platform: fields, and terms that the pages do not know', async () => {
    const [platform] = FAKE_PLATFORMS;
    const nomad = {
      ...platform,
      fields: [{ key: 'url', label: 'API URL', group: 'Address' }],
      terms: { ...platform.terms, node: 'client' },
      messages: {
        de: {
          'field-url': 'Adresse der API',
          'group-Address': 'Adresse',
          'terms-client': 'Clients (de)',
        },
      },
    };
    const api = new FakeInfraDashboardApi(recordedInventory());
    api.getPlatforms = async () => ({ items: [nomad] });
    const { clusters } = recordedInventory();
    const { name } = clusters.find(
      ({ provider }) => provider === platform.type,
    )!;
    renderIn('de', { path: '/settings', api });
    expect(
      await screen.findByRole('textbox', { name: 'Adresse der API' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Adresse' })).toBeInTheDocument();
    cleanup();
    renderIn('de', { path: `/clusters/${name}`, api });
    expect(
      await screen.findByRole('tab', { name: /^Clients \(de\)/ }),
    ).toBeInTheDocument();
  });
});
