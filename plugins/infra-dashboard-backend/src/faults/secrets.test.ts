import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { generate } from 'selfsigned';
import request from 'supertest';
import infraDashboardPlugin from '..';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { brokenEntries, entriesFor } from './__testUtils__/leakyEntries';
import { SecretMaker } from './__testUtils__/SecretMaker';
import { ECHO_KINDS, startEchoServer } from './__testUtils__/startEchoServer';

// Jest cannot import ES modules without a flag of Node; Node itself can require them.
jest.mock('@kubernetes/client-node', () =>
  process.getBuiltinModule('node:module').createRequire(__filename)(
    '@kubernetes/client-node',
  ),
);

/** Everything that is logged, on every level. */
function recordLogs() {
  const lines: string[] = [];
  const record =
    (level: string) => (message: string, meta?: Error | JsonObject) =>
      void lines.push(
        `${level} ${message} ${
          meta instanceof Error ? `${meta.stack}` : JSON.stringify(meta)
        }`,
      );
  const logger: RootLoggerService = {
    error: record('error'),
    warn: record('warn'),
    info: record('info'),
    debug: record('debug'),
    child: meta => {
      record('child')('', meta);
      return logger;
    },
  };
  const factory = createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
  return { lines, factory };
}

/** Everything that is measured, with its attributes. */
function recordMetrics() {
  const seen: unknown[] = [];
  const callbacks: Array<(result: object) => void> = [];
  const add = (...all: unknown[]) => void seen.push(all);
  const instrument = { record: add, add };
  const service = metricsServiceMock.mock();
  service.createHistogram.mockReturnValue(instrument);
  service.createCounter.mockReturnValue(instrument);
  service.createObservableGauge.mockReturnValue({
    addCallback: callback => void callbacks.push(callback as never),
    removeCallback: () => {},
  });
  const factory = createServiceFactory({
    service: metricsServiceRef,
    deps: {},
    factory: () => service,
  });
  const collect = () => {
    callbacks.forEach(callback => callback({ observe: add }));
    return seen;
  };
  return { factory, collect };
}

describe('secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-secrets-'));
  let backend: TestBackend;
  let server: Awaited<ReturnType<typeof startEchoServer>>;

  beforeAll(async () => {
    server = await startEchoServer();
  });

  afterEach(() => backend?.stop());

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string, header = mockCredentials.user.header()) =>
    request(backend.server).get(path).set('Authorization', header);

  /** The responses of all routes, good and bad. */
  async function collectReplies(): Promise<string[]> {
    const api = '/api/infra-dashboard';
    const { body } = await get(`${api}/clusters?include=nodes`);
    const names = body.items.map((item: { name: string }) =>
      encodeURIComponent(item.name),
    );
    const paths = [
      `${api}/clusters?include=nodes`,
      `${api}/providers`,
      `${api}/health`,
      `${api}/health/providers`,
      `${api}/workloads`,
      `${api}/workloads?limit=many`,
      `${api}/clusters/nowhere`,
      `${api}/nothing`,
      '/api/proxmox',
      '/api/proxmox/list',
      '/api/proxmox/cluster/nowhere',
      ...names.flatMap((name: string) => [
        `${api}/clusters/${name}`,
        `${api}/clusters/${name}/workloads`,
        `${api}/clusters/${name}/nodes/n1`,
        `/api/proxmox/cluster/${name}`,
        `/api/proxmox/cluster/${name}/node/n1`,
        `/api/proxmox/cluster/${name}/node/n1/vms`,
      ]),
    ];
    const replies: string[] = [];
    for (const path of paths) {
      const { headers, text } = await get(path);
      replies.push(`${path} ${JSON.stringify(headers)} ${text}`);
    }
    const denied = await get(`${api}/clusters`, mockCredentials.none.header());
    return [...replies, denied.text];
  }

  it.each([1, 20_260_717])(
    'are in no log, response or metric, whatever fails (seed %d)',
    async seed => {
      const secrets = new SecretMaker(seed);
      const pems = generate([{ name: 'commonName', value: 'x' }]);
      const pem = { cert: pems.cert, key: pems.private };
      const middle = (text: string) => text.split('\n').slice(2, 3).join('');
      secrets.keep('certificate', middle(pem.cert));
      secrets.keep('key', middle(pem.key));
      secrets.keep('address', new URL(server.origin).host);
      const options = { secrets, folder, pem };
      const unknownHost = `${secrets.make('host')}.invalid`;
      const { port } = new URL(server.origin);
      const targets = [
        ...ECHO_KINDS.map(kind => ({
          name: kind,
          url: `${server.origin}/${kind}`,
        })),
        { name: 'unknown', url: `https://${unknownHost}:8006` },
        { name: 'refused', url: 'http://127.0.0.1:1' },
        { name: 'not-tls', url: `https://127.0.0.1:${port}` },
      ];
      const entries = targets.flatMap(target => entriesFor(options, target));
      const broken = brokenEntries(options);

      const legacy = join(folder, `proxmox_config-${seed}.json`);
      const torn = join(folder, `infrastructure_config-${seed}.json`);
      const listless = join(folder, `other-${seed}.json`);
      const ofFile = (name: string) => ({
        name,
        url: `${server.origin}/status-401`,
        tokenId: `a@pve!${secrets.make('file token id')}`,
        tokenSecret: secrets.make('file token secret'),
      });
      writeFileSync(
        legacy,
        JSON.stringify([ofFile('file'), { ...ofFile('invalid'), url: 7 }]),
      );
      writeFileSync(torn, JSON.stringify([ofFile('torn')]).slice(0, -5));
      writeFileSync(listless, JSON.stringify(ofFile('listless')));

      const logs = recordLogs();
      const metrics = recordMetrics();
      backend = await startTestBackend({
        features: [
          infraDashboardPlugin,
          logs.factory,
          metrics.factory,
          mockServices.rootConfig.factory({
            data: {
              backend: { baseUrl: 'http://localhost:7007' },
              infraDashboard: {
                defaults: {
                  refreshInterval: '1s',
                  timeout: '300ms',
                  connectTimeout: '300ms',
                },
                providers: [...entries, ...broken] as JsonObject[],
                configFiles: [legacy, torn, listless],
              },
            },
          }),
        ],
      });
      const providers = await waitFor(async () => {
        const { body } = await get('/api/infra-dashboard/health/providers');
        const states = body.items.map(
          (item: { name: string; state: string }) => [item.name, item.state],
        );
        expect(states).not.toContainEqual([expect.anything(), 'pending']);
        return body.items as Array<{ name: string; state: string }>;
      });
      // Some more rounds, with breakers that open and sessions that are renewed.
      await new Promise(resolve => setTimeout(resolve, 2_500));

      const replies = await collectReplies();
      const measured = metrics.collect();
      expect(providers.length).toBe(entries.length + broken.length + 4);
      expect(
        providers.filter(({ state }) => state === 'failing').length,
      ).toBeGreaterThan(100);
      expect(
        providers.filter(({ state }) => state === 'misconfigured').length,
      ).toBeGreaterThan(20);
      expect(secrets.count).toBeGreaterThan(150);
      expect(logs.lines.length).toBeGreaterThan(100);
      expect(measured.length).toBeGreaterThan(500);
      for (const output of [
        ...replies,
        ...logs.lines,
        JSON.stringify(measured),
      ]) {
        // The command that grants a right has to name whom it is granted to.
        const text = output.replaceAll(/--tokens '[^']*'/g, '');
        expect(secrets.findIn(text)).toEqual([]);
      }
    },
    120_000,
  );
});
