import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import request from 'supertest';
import { loadContainerConfig, ROOT } from './__testUtils__/loadContainerConfig';
import { userHttpAuth } from './__testUtils__/userHttpAuth';
import { waitFor } from './__testUtils__/waitFor';
import permissionPolicyModule from './permissionPolicyModule';

// The catalog reads locations in the background, on a machine that may be busy.
jest.setTimeout(120_000);

/** Files that docs/container.md mounts, by name. */
function documentedFiles(): Record<string, string> {
  const page = readFileSync(join(ROOT, 'docs/container.md'), 'utf8');
  const blocks = page.matchAll(/^( *)```yaml\n *# config\/(\S+)\n([^`]*)```/gm);
  return Object.fromEntries(
    [...blocks].map(([, indent, name, text]) => [
      name,
      text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    ]),
  );
}

function entity(kind: string, name: string, spec: object): string {
  return JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec,
  });
}

const toYaml = (...entities: string[]) => entities.join('\n---\n');

const ORG = toYaml(
  entity('User', 'jane', { memberOf: ['platform'] }),
  entity('Group', 'platform', { type: 'team', children: [] }),
);

const SPEC = { type: 'service', lifecycle: 'production', owner: 'platform' };

/** Entities that users try to register. */
const FILES: Record<string, string> = {
  '/good.yaml': entity('Component', 'shop', SPEC),
  '/user.yaml': entity('User', 'mallory', { memberOf: ['platform'] }),
  '/group.yaml': entity('Group', 'red', { type: 'team', children: [] }),
  '/mixed.yaml': toYaml(
    entity('Component', 'bait', SPEC),
    entity('Group', 'operators', {
      ...{ type: 'team', children: [], members: ['mallory'] },
    }),
  ),
  '/nested.yaml': entity('Location', 'nested', { targets: ['./people.yaml'] }),
  '/people.yaml': entity('User', 'nested', { memberOf: ['platform'] }),
};

describe('the configuration of the image', () => {
  let files: Server;
  let origin: string;
  const requested = new Set<string>();

  beforeAll(async () => {
    files = createServer(({ url = '' }, response) => {
      requested.add(url);
      response.statusCode = url in FILES ? 200 : 404;
      response.end(FILES[url]);
    });
    files.listen(0, '127.0.0.1');
    await once(files, 'listening');
    origin = `127.0.0.1:${(files.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    files.closeAllConnections();
    files.close();
  });

  it('takes over nothing of the demo that lets people in or agents do things', async () => {
    const { config, remove } = await loadContainerConfig({});
    await remove();
    expect(config.getOptional('catalog.rules')).toEqual([
      {
        allow: [
          ...['Component', 'System', 'Domain', 'API', 'Resource', 'Location'],
        ],
      },
    ]);
    expect(config.getOptional('catalog.locations')).toEqual([]);
    expect(config.getOptional('backend.actions.pluginSources')).toEqual([]);
    expect(config.getOptional('permission')).toEqual({
      enabled: true,
      infrastructure: { operators: [] },
    });
    expect(config.getOptional('infraDashboard.providers')).toEqual([]);
    expect(JSON.stringify(config.get())).not.toContain('dangerously');
    expect(JSON.stringify(config.get())).not.toContain('localhost');

    const helmet = MiddlewareFactory.create({
      config,
      logger: mockServices.rootLogger.mock(),
    }).helmet();
    const server = createServer((incoming, outgoing) =>
      helmet(incoming as any, outgoing as any, () => outgoing.end()),
    );
    const { headers } = await request(server).get('/');
    const policy = headers['content-security-policy'].split(';');
    expect(policy).toContain("connect-src 'self'");
    const isOpen = (one: string) => /\s(\*|https?:|wss?:)(\s|$)/.test(one);
    // Fonts and styles may come by https, as helmet has it: they read nothing.
    expect(
      policy.filter(isOpen).filter(one => !/^(font|style)-src/.test(one)),
    ).toEqual([]);
  });

  it('lets the mounted location define people, and users register everything else', async () => {
    const documented = documentedFiles();
    expect(Object.keys(documented)).toEqual(['infra.yaml', 'sign-in.yaml']);
    const { config, remove } = await loadContainerConfig({
      ...documented,
      'files/org.yaml': ORG,
      // A host to read files from, without other services.
      'test.yaml': JSON.stringify({
        backend: {
          reading: { allow: [{ host: origin }] },
          database: { client: 'better-sqlite3', connection: ':memory:' },
          cache: { store: 'memory' },
        },
      }),
    });
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        permissionPlugin,
        permissionPolicyModule,
        userHttpAuth,
        mockServices.rootConfig.factory({ data: config.get() }),
      ],
    });
    const call = (method: 'get' | 'post', path: string) =>
      request(backend.server)
        [method](`/api/catalog${path}`)
        .set('Authorization', mockCredentials.user.header());
    const register = (path: string, query = '') =>
      call('post', `/locations${query}`).send({
        ...{ type: 'url', target: `http://${origin}${path}` },
      });
    const list = async (): Promise<string[]> => {
      const { body } = await call('get', '/entities/by-query?limit=500');
      return body.items
        .filter(({ kind }: Entity) => kind !== 'Location')
        .map((one: Entity) => stringifyEntityRef(one))
        .sort();
    };

    for (const path of ['/user.yaml', '/group.yaml', '/mixed.yaml']) {
      const { status, body } = await register(path, '?dryRun=true');
      expect([path, status, body.error?.message]).toEqual([
        ...[path, 400, expect.stringContaining('not of an allowed kind')],
      ]);
    }
    requested.clear();
    const paths = Object.keys(FILES).filter(path => path !== '/good.yaml');
    for (const path of paths) {
      if (path === '/people.yaml') continue;
      expect([path, (await register(path)).status]).toEqual([path, 201]);
    }
    await waitFor(() => expect([...requested].sort()).toEqual(paths.sort()));
    // Entities registered now are processed after earlier ones.
    expect((await register('/good.yaml')).status).toBe(201);
    await waitFor(async () => {
      expect(await list()).toContain('component:default/shop');
      expect(await list()).toContain('user:default/jane');
    });
    expect(await list()).toEqual([
      ...['component:default/shop', 'group:default/platform'],
      'user:default/jane',
    ]);
    await backend.stop();
    await remove();
  });
});
