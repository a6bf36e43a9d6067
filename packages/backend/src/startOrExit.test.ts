import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHttpServerOptions } from '@backstage/backend-defaults/rootHttpRouter';
import { loadContainerConfig, ROOT } from './__testUtils__/loadContainerConfig';

// Each case starts a process, on a machine that may be busy.
jest.setTimeout(120_000);

const ENTRY = join(__dirname, '__testUtils__/smallBackend.ts');

const SQLITE = { client: 'better-sqlite3', connection: ':memory:' };

describe('a start that fails', () => {
  let folder: string;
  let taken: Server;

  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-start-'));
    // A file in place of the folder of the database: not even root can write below it.
    await writeFile(join(folder, 'file'), '');
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });

  afterAll(async () => {
    taken.close();
    await rm(folder, { recursive: true });
  });

  async function start(config: object | undefined) {
    const file = join(folder, 'app-config.json');
    if (config) await writeFile(file, JSON.stringify(config));
    else await rm(file, { force: true });
    const child = spawn(
      process.execPath,
      [
        ...['--no-node-snapshot', '--require'],
        ...['@backstage/cli/config/nodeTransform.cjs', ENTRY],
        ...['--config', file],
      ],
      { cwd: __dirname, env: { PATH: process.env.PATH } },
    );
    let text = '';
    child.stdout.on('data', data => (text += data));
    child.stderr.on('data', data => (text += data));
    const timer = setTimeout(() => child.kill('SIGKILL'), 100_000);
    const [code] = await once(child, 'close');
    clearTimeout(timer);
    return { code, text };
  }

  const backend = (more: object) => ({
    app: { baseUrl: 'http://localhost:7007' },
    backend: {
      baseUrl: 'http://localhost:7007',
      listen: { host: '127.0.0.1', port: 0 },
      database: SQLITE,
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
      ...more,
    },
  });

  it.each<[string, string, () => object | undefined]>([
    [
      'PostgreSQL cannot be reached',
      'POSTGRES_HOST',
      () =>
        backend({
          database: {
            client: 'pg',
            connection: { host: '127.0.0.1', port: 1, user: 'portal' },
          },
        }),
    ],
    [
      'the folder of the database cannot be written',
      'backend.database.connection',
      () =>
        backend({
          database: {
            client: 'better-sqlite3',
            connection: { directory: join(folder, 'file', 'db') },
          },
        }),
    ],
    [
      'the port is in use',
      'backend.listen',
      () => backend({ listen: { host: '127.0.0.1', port: portOf(taken) } }),
    ],
    [
      'the address to listen on is wrong',
      'backend.listen',
      () => backend({ listen: 'everywhere' }),
    ],
    ['there is no configuration', 'CONFIG_FILES', () => undefined],
  ])(
    'ends with exit code 1 and names the key if %s',
    async (_, name, config) => {
      const { code, text } = await start(config());
      expect([code, text]).toEqual([1, expect.stringContaining(name)]);
    },
  );
});

describe('the start script of the image', () => {
  const run = async (environment: Record<string, string>) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts/image/start.cjs')],
      { cwd: ROOT, env: { PATH: process.env.PATH, ...environment } },
    );
    let text = '';
    child.stderr.on('data', data => (text += data));
    const [code] = await once(child, 'close');
    return { code, text };
  };

  it('ends with exit code 1 if a file is missing, and names the variable', async () => {
    expect(await run({ CONFIG_FILES: 'app-config.yaml,missing.yaml' })).toEqual(
      {
        code: 1,
        text: expect.stringMatching(/^CONFIG_FILES: .*missing\.yaml/),
      },
    );
  });

  it('ends with exit code 1 if the mounted folder cannot be read', async () => {
    const CONFIG_FOLDER = join(ROOT, 'app-config.yaml');
    expect(await run({ CONFIG_FOLDER })).toEqual({
      code: 1,
      text: expect.stringMatching(/^CONFIG_FOLDER.*app-config\.yaml/),
    });
  });

  it('names the variables that are not set', async () => {
    // There is no backend next to the script, so that it ends.
    const { text } = await run({ PORTAL_URL: 'http://localhost' });
    expect(text).toMatch(/not set: (?!.*PORTAL_URL).*POSTGRES_HOST/);
  });

  it.each<[string, object]>([
    ['{ host: 10.0.0.1, port: 8080 }', { host: '10.0.0.1', port: 8080 }],
    ['{ host: 10.0.0.1 }', { host: '10.0.0.1', port: 7007 }],
    ["'10.0.0.1:8080'", { host: '10.0.0.1', port: 8080 }],
    ["':8080'", { host: '', port: 8080 }],
  ])('lets a mounted file set backend.listen to %s', async (text, listen) => {
    const { config, remove } = await loadContainerConfig({
      'listen.yaml': `backend:\n  listen: ${text}\n`,
    });
    try {
      const options = readHttpServerOptions(config.getConfig('backend'));
      expect(options.listen).toEqual(listen);
    } finally {
      config.close?.();
      await remove();
    }
  });
});

describe('the check of .env', () => {
  it('names values that Docker Compose would change, without the values', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'infra-env-'));
    const file = join(folder, '.env');
    await writeFile(
      file,
      'GOOD=\'a$b\'\nALSO=a$$b\n# NONE=$x\nBAD=a$bcd\nWORSE="a${b}"\n',
    );
    const child = spawn(process.execPath, [
      join(ROOT, 'scripts/image/check-env.mjs'),
      file,
    ]);
    let text = '';
    child.stderr.on('data', data => (text += data));
    const [code] = await once(child, 'close');
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(text.match(/^\w+(?=:)/gm)).toEqual(['BAD', 'WORSE']);
    expect(text).not.toMatch(/bcd/);
  });
});
