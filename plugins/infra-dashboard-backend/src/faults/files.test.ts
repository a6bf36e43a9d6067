import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  fleetSchema,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import request from 'supertest';
import infraDashboardPlugin from '..';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(120_000);

const API = '/api/infra-dashboard';

/** Names of files that cannot be read, as their providers are called. */
const HAZARDS = ['missing', 'folder', 'pipe', 'device', 'huge', 'no-pem'];

describe('files that the configuration names', () => {
  let folder: string;
  let simulator: Simulator;
  let backend: TestBackend | undefined;
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-files-'));
    await mkdir(file('folder'));
    execFileSync('mkfifo', [file('pipe')]);
    await writeFile(file('no-pem'), 'nothing of use');
    await writeFile(file('huge'), '');
    await truncate(file('huge'), 1024 ** 3);
    simulator = await startSimulator({
      fleet: fleetSchema.parse({
        clusters: [
          { name: 'pve', type: 'proxmox' },
          { name: 'k8s', type: 'kubernetes' },
          { name: 'os', type: 'openstack' },
        ].map(cluster => ({ ...cluster, nodes: [{ name: 'node-1' }] })),
      }),
      https: 'all',
    });
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  afterAll(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  const pathOf = (hazard: string) =>
    hazard === 'device' ? '/dev/zero' : file(hazard);

  /** The entry of a simulated cluster under another name, with other keys. */
  function entry(cluster: string, keys: JsonObject): JsonObject {
    const { fingerprint: _pinned, ...known } = simulator
      .providersConfig()
      .find(one => one.name === cluster)!;
    return { ...known, ...keys } as JsonObject;
  }

  function call(method: 'get' | 'post', path: string) {
    return request(backend!.server)
      [method](`${API}${path}`)
      .set('Authorization', mockCredentials.user.header());
  }

  async function start(providers: JsonObject[], more: JsonObject = {}) {
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              defaults: { refreshInterval: '1s', timeout: '10s' },
              providers,
              ...more,
            },
          },
        }),
      ],
    });
  }

  async function statuses(): Promise<Map<string, ProviderStatus>> {
    const { body } = await call('get', '/providers');
    return new Map(body.items.map((one: ProviderStatus) => [one.name, one]));
  }

  /** The status of each provider after all were tried. */
  const tried = () =>
    waitFor(async () => {
      const all = await statuses();
      const pending = [...all.values()].filter(
        ({ state }) => state === 'pending',
      );
      if (pending.length > 0) throw new Error(JSON.stringify(pending));
      return all;
    });

  const GOOD = { pve: 'pve', k8s: 'k8s', os: 'os' };

  const REASONS: Record<string, string> = {
    missing: 'cannot be read (ENOENT)',
    folder: 'is not a regular file',
    pipe: 'is not a regular file',
    device: 'is not a regular file',
    huge: 'is larger than 4 MiB',
    'no-pem': 'contains no certificate or key in PEM',
  };

  it('cannot stop other providers, and are named by their key', async () => {
    const hazardous = Object.values(GOOD).flatMap(cluster =>
      HAZARDS.map(hazard =>
        entry(cluster, {
          name: `${cluster}-${hazard}`,
          caFile: pathOf(hazard),
        }),
      ),
    );
    const good = Object.values(GOOD).map(cluster =>
      entry(cluster, { caData: simulator.clusters.get(cluster)!.ca! }),
    );
    await start([...hazardous, ...good]);
    const all = await tried();
    for (const cluster of Object.values(GOOD)) {
      for (const hazard of HAZARDS) {
        const { state, error } = all.get(`${cluster}-${hazard}`)!;
        expect([cluster, hazard, state, error?.code, error?.message]).toEqual([
          cluster,
          hazard,
          'failing',
          'MISCONFIGURED',
          `The file of caFile ${REASONS[hazard]}`,
        ]);
      }
      expect([cluster, all.get(cluster)!.state]).toEqual([cluster, 'ok']);
    }
  });

  it('are named by their key wherever a credential comes from', async () => {
    const { url } = entry('k8s', {}) as { url: string };
    const pipe = file('pipe');
    const { authUrl, username, password } = entry('os', {});
    const auth = {
      auth_url: authUrl,
      username,
      password,
      project_name: 'demo',
    };
    const clouds = { clouds: { key: { auth, cacert: pipe } } };
    await writeFile(file('clouds.json'), JSON.stringify(clouds));
    await start([
      {
        name: 'token',
        type: 'kubernetes',
        url,
        serviceAccountTokenFile: '/dev/zero',
      },
      { name: 'clouds', type: 'openstack', cloud: 'key', cloudsYamlPath: pipe },
      {
        name: 'cacert',
        type: 'openstack',
        cloud: 'key',
        cloudsYamlPath: file('clouds.json'),
      },
    ]);
    const all = await tried();
    const messages = Object.fromEntries(
      [...all].map(([name, { error }]) => [
        name,
        `${error?.code}: ${error?.message}`,
      ]),
    );
    expect(messages).toEqual({
      token:
        'MISCONFIGURED: The file of serviceAccountTokenFile is not a regular file',
      clouds: 'MISCONFIGURED: cloud: pipe is not a regular file',
      cacert: 'MISCONFIGURED: The file of cloud: cacert is not a regular file',
    });
  });

  it('may appear later', async () => {
    const path = file('late.pem');
    await rm(path, { force: true });
    await start(
      Object.values(GOOD).map(cluster => entry(cluster, { caFile: path })),
    );
    for (const { error } of (await tried()).values()) {
      expect(error?.code).toBe('MISCONFIGURED');
    }
    const authorities = [...simulator.clusters.values()].map(({ ca }) => ca);
    await writeFile(path, authorities.join('\n'));
    await waitFor(async () => {
      const states = [...(await statuses()).values()].map(({ state }) => state);
      expect(states).toEqual(['ok', 'ok', 'ok']);
    });
  });

  it('are not opened to validate an entry', async () => {
    await start([]);
    for (const cluster of Object.values(GOOD)) {
      const replies = await Promise.all(
        HAZARDS.map(async hazard => {
          const name = 'new';
          const caFile = pathOf(hazard);
          const { status, body } = await call(
            'post',
            '/providers/validate',
          ).send(entry(cluster, { name, caFile }));
          return [cluster, status, body.ok, body.issues];
        }),
      );
      // The same message for each, so that it does not reveal which files exist.
      for (const reply of replies) {
        expect(reply).toEqual([cluster, 200, true, []]);
      }
    }
    const clouds = await call('post', '/providers/validate').send({
      name: 'new',
      type: 'openstack',
      cloud: 'prod',
      cloudsYamlPath: file('pipe'),
    });
    expect([clouds.status, clouds.body.ok]).toEqual([200, true]);
  });

  it('of the earlier dashboard may be anything, too', async () => {
    await start(
      [entry('pve', { caData: simulator.clusters.get('pve')!.ca! })],
      {
        configFiles: ['missing', 'folder', 'pipe', 'huge'].map(file),
        hardwareInventoryFile: '/dev/zero',
      },
    );
    const states = [...(await tried())].map(([name, { error, state }]) => [
      name,
      state,
      error?.message,
    ]);
    const key = 'infraDashboard.configFiles';
    expect(states).toEqual([
      ['pve', 'ok', undefined],
      ...['missing', 'folder', 'pipe', 'huge'].map((name, index) => [
        name,
        'misconfigured',
        `${key}[${index}]: ${name} ${REASONS[name]}`,
      ]),
    ]);
  });
});
