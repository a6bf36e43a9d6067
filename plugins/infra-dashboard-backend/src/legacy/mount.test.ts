import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import infraDashboardPlugin from '..';

jest.setTimeout(60_000);

/** Another plugin, which owns `/api/proxmox` by its id. */
const proxmoxPlugin = createBackendPlugin({
  pluginId: 'proxmox',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.use((_request, response) => {
          response.json({ from: 'the other plugin' });
        });
      },
    });
  },
});

describe('the path of the earlier dashboard', () => {
  let backend: TestBackend;
  const problems: string[] = [];

  async function start(
    infraDashboard: JsonObject,
    features = [infraDashboardPlugin],
  ) {
    problems.length = 0;
    const logger = mockServices.rootLogger();
    const note = (message: string) => void problems.push(message);
    jest.spyOn(logger, 'warn').mockImplementation(note);
    jest.spyOn(logger, 'error').mockImplementation(note);
    jest.spyOn(logger, 'child').mockReturnValue(logger);
    backend = await startTestBackend({
      features: [
        ...features,
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard,
          },
        }),
      ],
    });
  }

  afterEach(() => backend?.stop());

  const get = (path: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());

  it.each<[JsonObject]>([
    [{ configFiles: ['/nowhere/proxmox_config.json'] }],
    [{ hardwareInventoryFile: '/nowhere/hardware_inventory.json' }],
    [{ configFiles: [], hardwareInventoryFile: '/nowhere/hardware.json' }],
    [{ legacyRoutes: {} }],
    [{ legacyRoutes: { enabled: true } }],
    [{ legacyRoutes: { allowUnauthenticated: true } }],
  ])('is served with %j', async config => {
    await start(config);
    const { status, body } = await get('/api/proxmox/list');
    expect([status, body]).toEqual([200, []]);
  });

  it.each<[JsonObject]>([
    [{}],
    [{ providers: [], configFiles: [] }],
    [{ legacyRoutes: { enabled: false }, configFiles: ['/nowhere/a.json'] }],
  ])('belongs to others with %j', async config => {
    await start(config);
    expect((await get('/api/proxmox/list')).status).toBe(404);
    await backend.stop();
    await start(config, [infraDashboardPlugin, proxmoxPlugin]);
    expect((await get('/api/proxmox')).body).toEqual({
      from: 'the other plugin',
    });
    expect((await get('/api/infra-dashboard/clusters')).status).toBe(200);
    expect(problems.filter(line => line.includes('proxmox'))).toEqual([]);
  });

  it.each([
    [[infraDashboardPlugin, proxmoxPlugin]],
    [[proxmoxPlugin, infraDashboardPlugin]],
  ])('stays with a plugin of this id: %#', async features => {
    await start({ legacyRoutes: {} }, features);
    for (const path of ['/api/proxmox', '/api/proxmox/list']) {
      const { status, body } = await get(path);
      expect([status, body]).toEqual([200, { from: 'the other plugin' }]);
    }
    expect((await get('/api/infra-dashboard/clusters')).status).toBe(200);
    expect(problems).toEqual([
      expect.stringMatching(/\/api\/proxmox.*infraDashboard\.legacyRoutes/),
    ]);
  });
});
