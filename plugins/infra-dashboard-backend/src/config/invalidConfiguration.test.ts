import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { describeIssue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { features } from '../testing/features';
import { createFakeFactory } from '../testing/FakeProvider';
import { platformModule } from '../testing/platformModule';

jest.setTimeout(120_000);

const GOOD = { name: 'good', type: 'nomad' };

/** The configuration, and the keys that are reported with their messages. */
const TABLE: Array<[JsonValue, ...string[]]> = [
  ['text', 'infraDashboard: must be an object'],
  [
    { provider: [GOOD], providers: [GOOD] },
    "infraDashboard.provider: unknown key 'provider'; did you mean 'providers'?",
  ],
  [
    { defaults: { refreshIntervall: '1m' }, providers: [GOOD] },
    "infraDashboard.defaults.refreshIntervall: unknown key 'refreshIntervall'; did you mean 'refreshInterval'?",
  ],
  [
    { limits: 7, history: 'off', ownership: [], providers: [GOOD] },
    'infraDashboard.limits: must be an object',
    'infraDashboard.history: must be an object',
    'infraDashboard.ownership: must be an object',
  ],
  [
    {
      history: { retention: { dayly: '90d' } },
      notifications: { enabled: true, unhealthyafter: '1m' },
      legacyRoutes: { enabeld: false },
      providers: [GOOD],
    },
    "infraDashboard.history.retention.dayly: unknown key 'dayly'; did you mean 'daily'?",
    "infraDashboard.notifications.unhealthyafter: unknown key 'unhealthyafter'; did you mean 'unhealthyAfter'?",
    "infraDashboard.legacyRoutes.enabeld: unknown key 'enabeld'; did you mean 'enabled'?",
  ],
  [
    {
      ownership: {
        refreshInterval: 'soon',
        rules: [{ tag: 'x', lable: 'app', owner: 'team' }],
        defaults: 'team',
      },
      providers: [GOOD],
    },
    "infraDashboard.ownership.refreshInterval: must be a duration such as '15s', '2m' or { seconds: 15 }",
    "infraDashboard.ownership.rules[0].lable: unknown key 'lable'; did you mean 'label'?",
    'infraDashboard.ownership.defaults: must be a list',
  ],
  [
    { hardwareInventoryFile: 7, providers: [GOOD] },
    'infraDashboard.hardwareInventoryFile: must be a file name',
  ],
  [
    { hardwareInventoryFile: '$FOLDER/missing.json', providers: [GOOD] },
    'infraDashboard.hardwareInventoryFile: missing.json cannot be read (ENOENT)',
  ],
];

/** Providers, and what `GET /providers` reports of each that is misconfigured. */
const PROVIDERS: Array<[JsonObject, Record<string, string>]> = [
  [
    { providers: { name: 'a' } },
    { 'infraDashboard.providers': 'must be a list of providers' },
  ],
  [
    {
      providers: [
        { name: 'a', type: 'kubernetes', url: 'https://x', namespce: 'shop' },
        { name: 'b', type: 'proxmox', url: 'https://x', enabeld: false },
        { name: 'c', type: 'nomda' },
        { type: 'nomad' },
        GOOD,
      ],
    },
    {
      a: "infraDashboard.providers[0].namespce: unknown key 'namespce'; did you mean 'namespace'?",
      b: "infraDashboard.providers[1].enabeld: unknown key 'enabeld'; did you mean 'enabled'?",
      c: "infraDashboard.providers[2].type: 'nomda' is not a known platform",
      'infraDashboard.providers[3]':
        'infraDashboard.providers[3].name: must be a text',
    },
  ],
  [
    { configFiles: 'a.json', providers: [GOOD] },
    { 'infraDashboard.configFiles': 'must be a list of file names' },
  ],
  [
    { configFiles: ['$FOLDER/gone.json', '$FOLDER/broken.json'] },
    {
      'gone.json': 'infraDashboard.configFiles[0]: gone.json cannot be read',
      'broken.json':
        'infraDashboard.configFiles[1]: broken.json is not valid JSON (line 4)',
    },
  ],
  [
    { configFiles: ['$FOLDER/entries.json'], providers: [GOOD] },
    {
      one: 'entries.json[0].urls[0].url: must be a URL such as https://pve1.example:8006 (line 5)',
    },
  ],
];

describe('an invalid configuration', () => {
  let folder: string;
  let backend: TestBackend | undefined;
  const logger = mockServices.rootLogger.mock();
  const permissions = mockServices.permissions.mock();
  const decide =
    (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) =>
    async (queries: unknown[]) =>
      queries.map(() => ({ result }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-invalid-'));
    const write = (name: string, lines: string[]) =>
      writeFile(join(folder, name), lines.join('\n'));
    await write('broken.json', ['[', '  {', '    "name": "a",', '    type: 1']);
    await write('entries.json', [
      '[',
      '  {',
      '    "name": "one",',
      '    "type": "proxmox",',
      '    "urls": [{ "url": "ftp://x" }],',
      '    "tokenId": "a@pve!b",',
      '    "tokenSecret": "hunter2"',
      '  }',
      ']',
    ]);
  });

  beforeEach(() => {
    jest.clearAllMocks();
    logger.child.mockReturnValue(logger);
    permissions.authorizeConditional.mockImplementation(
      decide(AuthorizeResult.ALLOW),
    );
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function start(infraDashboard: JsonValue) {
    const text = JSON.stringify({
      backend: { baseUrl: 'http://localhost:7007' },
      infraDashboard,
    });
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(createFakeFactory().factory),
        mockServices.rootConfig.factory({
          data: JSON.parse(text.replaceAll('$FOLDER', folder)),
        }),
        logger.factory,
        permissions.factory,
      ],
    });
  }

  const get = (path: string) =>
    request(backend!.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());

  const logged = () =>
    logger.error.mock.calls
      .map(([message]) => message)
      .filter(message => message.startsWith('The configuration is invalid'));

  it.each(TABLE)(
    'of a section is reported: %j',
    async (config, ...messages) => {
      await start(config);
      for (const message of messages) {
        const lines = logged().filter(line => line.includes(message));
        expect([message, lines]).toEqual([message, [expect.any(String)]]);
      }
      permissions.authorize.mockImplementation(decide(AuthorizeResult.ALLOW));
      const { body: health } = await get('/health');
      expect(health.configuration.map(describeIssue).sort()).toEqual(
        [...messages].sort(),
      );
      permissions.authorize.mockImplementation(decide(AuthorizeResult.DENY));
      expect((await get('/health')).body).not.toHaveProperty('configuration');
      const names = typeof config === 'string' ? [] : ['good'];
      await waitFor(async () => {
        const { body } = await get('/providers');
        expect(body.items.map((one: any) => [one.name, one.state])).toEqual(
          names.map(name => [name, 'ok']),
        );
      });
    },
  );

  it.each(PROVIDERS)(
    'of providers is reported: %j',
    async (config, expected) => {
      await start(config);
      const { body } = await get('/providers');
      const wrong = body.items.filter(
        ({ state }: any) => state === 'misconfigured',
      );
      expect(
        Object.fromEntries(
          wrong.map(({ name, error }: any) => [name, error.message]),
        ),
      ).toEqual(
        Object.fromEntries(
          Object.entries(expected).map(([name, message]) => [
            name,
            expect.stringContaining(message),
          ]),
        ),
      );
      for (const message of Object.values(expected)) {
        const lines = logger.error.mock.calls.filter(
          ([line]) =>
            line.startsWith('Misconfigured provider: ') &&
            line.includes(message),
        );
        expect([message, lines.length]).toEqual([message, 1]);
      }
      expect(JSON.stringify([body, logger.error.mock.calls])).not.toContain(
        'hunter2',
      );
    },
  );
});
