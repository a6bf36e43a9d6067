import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiPaletteLine } from '@remixicon/react';
import infraDashboardPlugin, { infraDashboardApiRef } from '../src';
import { demoInventory } from '../src/__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../src/__testUtils__/FakeInfraDashboardApi';

const KEY = 'infra-dashboard-dev';

/**
 * The plugin over a fake backend with clusters in all states.
 *
 * `?fake=denied`, `empty` or `down` shows the page in that state, `fails` makes every request
 * after the first ones fail, and `all` resets it. The choice is stored for the tab.
 */
function createFakeApi() {
  const wanted = new URLSearchParams(window.location.search).get('fake');
  if (wanted) sessionStorage.setItem(KEY, wanted);
  const api = new FakeInfraDashboardApi(demoInventory());
  switch (sessionStorage.getItem(KEY)) {
    case 'denied':
      createResponseError(403).then(error => {
        api.failure = error;
      });
      break;
    case 'down':
      createResponseError(503, { message: 'The backend restarts' }).then(
        error => {
          api.failure = error;
        },
      );
      break;
    case 'fails':
      setTimeout(async () => {
        api.failure = await createResponseError(503, {
          message: 'The backend restarts',
        });
      }, 5_000);
      break;
    case 'empty':
      api.inventory = { clusters: [], providers: [], workloads: [] };
      break;
    default:
      break;
  }
  return api;
}

const galleryPlugin = createFrontendPlugin({
  pluginId: 'component-gallery',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/components',
        title: 'Components',
        icon: <RiPaletteLine />,
        loader: async () => {
          const { ComponentGallery } = await import('./ComponentGallery');
          return <ComponentGallery />;
        },
      },
    }),
  ],
});

createDevApp({
  features: [
    galleryPlugin,
    infraDashboardPlugin,
    createFrontendModule({
      pluginId: 'infra-dashboard',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: infraDashboardApiRef,
              deps: {},
              factory: createFakeApi,
            }),
        }),
      ],
    }),
  ],
});
