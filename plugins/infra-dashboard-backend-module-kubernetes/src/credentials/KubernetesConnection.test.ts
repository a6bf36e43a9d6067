import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createProvider } from '../__testUtils__/createProvider';
import { FakeApiServer, pagesOf, TOKEN } from '../__testUtils__/FakeApiServer';
import { loadClientNode } from '../__testUtils__/loadClientNode';
import { rawNode } from '../__testUtils__/objects';

const { signal } = new AbortController();

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('KubernetesConnection', () => {
  let server: FakeApiServer;
  let url: string;
  let directory: string;
  const open: Array<{ close(): Promise<void> }> = [];

  const file = (name: string) => join(directory, name);

  async function start(...args: ConstructorParameters<typeof FakeApiServer>) {
    server = new FakeApiServer(...args);
    open.push(server);
    server.routes['/api/v1/nodes'] = pagesOf([rawNode('a')]);
    url = await server.listen();
  }

  function provider(config: object) {
    const created = createProvider(config);
    open.unshift(created);
    return created;
  }

  async function kubeConfig(options: {
    user?: object;
    cluster?: object;
    extra?: object;
  }) {
    const { user = {}, cluster = {}, extra } = options;
    await writeFile(
      file('config'),
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'main',
        contexts: [
          { name: 'main', context: { cluster: 'c', user: 'u' } },
          { name: 'broken', context: { cluster: 'none', user: 'u' } },
        ],
        clusters: [{ name: 'c', cluster: { server: url, ...cluster } }],
        users: [{ name: 'u', user }],
        ...extra,
      }),
    );
    return { kubeConfigPath: file('config') };
  }

  const read = (config: object) => provider(config).getAllClusters({ signal });

  let certificates: Record<'ours' | 'theirs', { cert: string; key: string }>;

  beforeAll(async () => {
    await loadClientNode();
    certificates = {
      ours: await createCertificate('portal'),
      theirs: await createCertificate('api.internal', [
        { type: 2, value: 'api.internal' },
        { type: 7, ip: '127.0.0.1' },
      ]),
    };
    // 700 modules and two keys take long on a machine that is busy.
  }, 60_000);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });

  afterEach(async () => {
    for (const item of open.splice(0)) await item.close();
    await rm(directory, { recursive: true });
  });

  it('K11: takes a rotated token as soon as the old one is refused', async () => {
    await start();
    await writeFile(file('token'), 'first\n');
    server.tokens = ['first'];
    const reader = provider({
      url,
      serviceAccountTokenFile: file('token'),
    });
    await reader.getAllClusters({ signal });
    server.tokens = ['second'];
    await writeFile(file('token'), 'second\n');
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(1);
    const refused = server.requests.filter(
      ({ authorization }) => authorization === 'Bearer first',
    );
    // The seven of the first read, and the one that was refused.
    expect(refused).toHaveLength(8);
  });

  it('K11: reads the token again after a minute, unasked', async () => {
    await start();
    await writeFile(file('token'), 'first');
    server.tokens = undefined;
    const reader = provider({ url, serviceAccountTokenFile: file('token') });
    await reader.getAllClusters({ signal });
    await writeFile(file('token'), 'second');
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    await reader.getAllClusters({ signal });
    await rm(file('token'));
    now.mockReturnValue(Date.now() + 61_000);
    // What is at hand goes on while the file is replaced.
    await expect(reader.getAllClusters({ signal })).resolves.toHaveLength(1);
    now.mockRestore();
    expect(server.requests.at(-1)?.authorization).toBe('Bearer second');
  });

  it('does not try refused credentials again that did not change', async () => {
    await start();
    await expect(
      read({ url, serviceAccountToken: 'revoked' }),
    ).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringMatching(/expired or revoked/),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('reads a kubeconfig with a token', async () => {
    await start();
    const [cluster] = await read(await kubeConfig({ user: { token: TOKEN } }));
    expect(cluster.nodes).toHaveLength(1);
  });

  it('K11: reads a tokenFile beside the kubeconfig, and impersonates', async () => {
    await start();
    await writeFile(file('token'), `${TOKEN}\n`);
    await read(
      await kubeConfig({ user: { tokenFile: 'token', as: 'viewer' } }),
    );
    expect(server.requests[0].headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'impersonate-user': 'viewer',
    });
  });

  it('signs in with a client certificate, and checks the server by name', async () => {
    const { ours, theirs } = certificates;
    await start({ ...theirs, requestCert: true, rejectUnauthorized: false });
    server.tokens = undefined;
    await writeFile(file('client.key'), ours.key);
    const user = {
      'client-certificate-data': base64(ours.cert),
      'client-key': 'client.key',
    };
    const trusted = { 'certificate-authority-data': base64(theirs.cert) };

    const named = { ...trusted, 'tls-server-name': 'api.internal' };
    await read(await kubeConfig({ user, cluster: named }));
    expect(server.requests[0].clientName).toBe('portal');

    const elsewhere = { ...trusted, 'tls-server-name': 'other.internal' };
    await expect(
      read(await kubeConfig({ user, cluster: elsewhere })),
    ).rejects.toMatchObject({ code: 'TLS' });
    await expect(read(await kubeConfig({ user }))).rejects.toMatchObject({
      code: 'TLS',
    });
    const insecure = { 'insecure-skip-tls-verify': true };
    await read(await kubeConfig({ user, cluster: insecure }));

    const check = await provider(
      await kubeConfig({ user, cluster: named }),
    ).checkConnection({ signal });
    expect(check.checks.find(({ id }) => id === 'expiry')).toMatchObject({
      title: 'The certificate is valid',
      status: 'warning',
    });
  });

  it('K11: takes a renewed authority from its file', async () => {
    const { ours: old, theirs: renewed } = certificates;
    await start(renewed);
    await writeFile(file('ca.pem'), old.cert);
    const reader = provider({
      url,
      serviceAccountToken: TOKEN,
      caFile: file('ca.pem'),
    });
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'TLS',
    });
    await writeFile(file('ca.pem'), renewed.cert);
    await expect(reader.getAllClusters({ signal })).resolves.toHaveLength(1);
  });

  it('K10: asks a credential plugin again when its token is refused', async () => {
    await start();
    const print = (token: string) =>
      writeFile(
        file('sign-in.cjs'),
        `#!${process.execPath}\nconsole.log('{"status":{"token":"${token}"}}')`,
        { mode: 0o755 },
      );
    await print('first');
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './sign-in.cjs',
    };
    const reader = provider(await kubeConfig({ user: { exec } }));
    server.tokens = ['first'];
    await reader.getAllClusters({ signal });
    await print('second');
    await reader.getAllClusters({ signal });
    server.tokens = ['second'];
    await reader.getAllClusters({ signal });
    const tokens = new Set(server.requests.map(r => r.authorization));
    expect([...tokens]).toEqual(['Bearer first', 'Bearer second']);
  });

  it.each([
    [
      'an auth-provider',
      { user: { 'auth-provider': { name: 'oidc', config: {} } } },
      /auth-provider oidc.*needs a person/,
    ],
    ['a proxy', { cluster: { 'proxy-url': 'http://proxy:3128' } }, /proxy-url/],
    [
      'no current context',
      { extra: { 'current-context': '' } },
      /no current context/,
    ],
    ['no such user', { extra: { users: [] } }, /no known user/],
    [
      'a cluster without server',
      { cluster: { server: null } },
      /not a kubeconfig/,
    ],
    [
      'a server that is no URL',
      { cluster: { server: 'nowhere' } },
      /server of the kubeconfig is not/,
    ],
    [
      'credentials in the URL of the server',
      { cluster: { server: 'https://100%:a@127.0.0.1' } },
      /server of the kubeconfig must not contain credentials/,
    ],
    [
      'a certificate that is none',
      { cluster: { 'certificate-authority-data': 'eA==' } },
      /certificate-authority-data/,
    ],
    [
      'a missing certificate',
      { cluster: { 'certificate-authority': 'nope.pem' } },
      /certificate-authority.*ENOENT/,
    ],
  ])('refuses a kubeconfig with %s', async (_, options, message) => {
    await start();
    await expect(read(await kubeConfig(options))).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringMatching(message),
    });
    expect(server.requests).toHaveLength(0);
  });

  it('names the key where file, context or pod are not there', async () => {
    await start();
    const config = await kubeConfig({ user: { token: TOKEN } });
    await expect(
      read({ ...config, kubeConfigContext: 'other' }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^kubeConfigContext names/),
    });
    await expect(
      read({ ...config, kubeConfigContext: 'broken' }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/no known cluster/),
    });
    await expect(read({ kubeConfigPath: file('nope') })).rejects.toMatchObject({
      message: 'The file of kubeConfigPath cannot be read (ENOENT)',
    });
    // Opening it would wait for a writer, and reading it would not end.
    execFileSync('mkfifo', [file('pipe')]);
    for (const path of [file('pipe'), '/dev/zero', file('.')]) {
      await expect(read({ kubeConfigPath: path })).rejects.toMatchObject({
        code: 'MISCONFIGURED',
        message: 'The file of kubeConfigPath is not a regular file',
      });
      await expect(
        read(await kubeConfig({ cluster: { 'certificate-authority': path } })),
      ).rejects.toMatchObject({
        code: 'MISCONFIGURED',
        message: 'The file of certificate-authority is not a regular file',
      });
    }
    await writeFile(file('config'), 'token: [secret-in-yaml');
    const failure = await read(config).catch(error => error);
    expect(failure.message).toBe(
      'The file of kubeConfigPath is not a kubeconfig',
    );
    await expect(read({ inCluster: true })).rejects.toMatchObject({
      message: expect.stringMatching(/does not run in a pod/),
    });
    process.env.KUBERNETES_SERVICE_HOST = '10.0.0.1';
    await expect(read({ inCluster: true })).rejects.toMatchObject({
      message: 'The file of certificate-authority cannot be read (ENOENT)',
    });
    delete process.env.KUBERNETES_SERVICE_HOST;
  });

  it('tells a user without credentials from one without rights', async () => {
    await start();
    server.tokens = undefined;
    server.routes['/api/v1/nodes'] = { status: 403 };
    server.routes['/api/v1/pods'] = { status: 403 };
    await expect(read(await kubeConfig({}))).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringMatching(/has no credentials/),
    });
  });

  it('reports credentials that cannot be loaded in the connection check', async () => {
    await start();
    const check = await provider({
      kubeConfigPath: file('nope'),
    }).checkConnection({ signal });
    expect(check.ok).toBe(false);
    expect(check.checks[0]).toMatchObject({ id: 'connect', status: 'failed' });
  });
});
