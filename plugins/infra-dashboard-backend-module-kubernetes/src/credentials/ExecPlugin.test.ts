import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecPlugin } from './ExecPlugin';

const { signal } = new AbortController();
const cluster = { server: 'https://api.example:6443' };

/** Prints the token `<first argument><number of runs>`, valid for the given time. */
const SIGN_IN = `
const fs = require('node:fs');
fs.appendFileSync(process.env.RUNS, 'x');
const runs = fs.readFileSync(process.env.RUNS, 'utf8').length;
const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
if (info.spec.interactive || !info.spec.cluster.server) process.exit(3);
const expirationTimestamp = new Date(Date.now() + Number(process.argv[3]));
console.log(JSON.stringify({
  apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: {
  token: process.argv[2] + runs,
  clientCertificateData: 'CERT',
  clientKeyData: 'KEY',
  expirationTimestamp,
} }));`;

describe('ExecPlugin', () => {
  let directory: string;

  async function create(script: string, spec: object = {}) {
    await writeFile(
      join(directory, 'sign-in.cjs'),
      `#!${process.execPath}\n${script}`,
    );
    await chmod(join(directory, 'sign-in.cjs'), 0o755);
    return new ExecPlugin({
      spec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: './sign-in.cjs',
        interactiveMode: 'Never',
        provideClusterInfo: true,
        env: [{ name: 'RUNS', value: join(directory, 'runs') }],
        ...spec,
      },
      directory,
      cluster,
    });
  }

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'exec-plugin-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('caches credentials until they are refused', async () => {
    const plugin = await create(SIGN_IN, { args: ['t', '3600000'] });
    const first = await plugin.get({ renew: false, signal });
    expect(first).toEqual({
      token: 't1',
      cert: 'CERT',
      key: 'KEY',
      expiresAt: expect.any(Number),
    });
    expect(await plugin.get({ renew: false, signal })).toBe(first);
    expect((await plugin.get({ renew: true, signal })).token).toBe('t2');
  });

  it('does not use credentials that are about to expire', async () => {
    const plugin = await create(SIGN_IN, { args: ['t', '5000'] });
    await plugin.get({ renew: false, signal });
    expect((await plugin.get({ renew: false, signal })).token).toBe('t2');
  });

  it.each([
    ['process.exit(7)', 'UNAUTHORIZED', /plugin sign-in.cjs failed \(7\)/],
    ['console.log("hello")', 'INVALID_RESPONSE', /printed no credentials/],
    ['console.log("{}")', 'INVALID_RESPONSE', /printed no credentials/],
  ])(
    'reports the failure of a plugin that does %s',
    async (script, code, why) => {
      const plugin = await create(`console.error('its-secret');${script}`);
      const failure = await plugin
        .get({ renew: false, signal })
        .catch((error: Error) => error);
      expect(failure).toMatchObject({
        code,
        message: expect.stringMatching(why),
      });
      expect(JSON.stringify([failure, String(failure)])).not.toMatch(/secret/);
    },
  );

  it('ends a plugin that hangs', async () => {
    const plugin = await create('setInterval(() => {}, 1000)');
    await expect(
      plugin.get({ renew: false, signal: AbortSignal.timeout(300) }),
    ).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('reports a program that is not installed', async () => {
    const plugin = await create('', { command: 'no-such-plugin-anywhere' });
    await expect(plugin.get({ renew: false, signal })).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringMatching(/no-such-plugin-anywhere/),
      hint: expect.stringMatching(/image of this backend/),
    });
  });

  it.each([
    [{ interactiveMode: 'Always' }, /needs a terminal/],
    [{ command: '' }, /incomplete/],
  ])('refuses an entry with %j', async (spec, message) => {
    await expect(create('', spec)).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringMatching(message),
    });
  });
});
