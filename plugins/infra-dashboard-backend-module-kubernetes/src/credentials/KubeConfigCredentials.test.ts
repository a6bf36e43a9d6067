import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { TOKEN } from '../__testUtils__/FakeApiServer';
import { loadClientNode } from '../__testUtils__/loadClientNode';
import { useKubeConfig } from '../__testUtils__/useKubeConfig';

const { signal } = new AbortController();

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('KubeConfigCredentials', () => {
  const lab = useKubeConfig();
  const { start, file, provider, read, kubeConfig } = lab;

  let certificates: Record<'client' | 'api', { cert: string; key: string }>;

  beforeAll(async () => {
    certificates = {
      client: await createCertificate('portal'),
      api: await createCertificate('api.internal', [
        { type: 2, value: 'api.internal' },
        { type: 7, ip: '127.0.0.1' },
      ]),
    };
  }, 60_000);

  // 700 modules take long on a busy machine.
  beforeAll(() => loadClientNode(), 60_000);

  it('reads a kubeconfig with a token', async () => {
    await start();
    const [cluster] = await read(await kubeConfig({ user: { token: TOKEN } }));
    expect(cluster.nodes).toHaveLength(1);
  });

  it('reads a tokenFile next to the kubeconfig, and impersonates', async () => {
    await start();
    await writeFile(file('token'), `${TOKEN}\n`);
    await read(
      await kubeConfig({ user: { tokenFile: 'token', as: 'viewer' } }),
    );
    expect(lab.server.requests[0].headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'impersonate-user': 'viewer',
    });
  });

  it('signs in with a client certificate, and checks the server by name', async () => {
    const { client, api } = certificates;
    await start({ ...api, requestCert: true, rejectUnauthorized: false });
    lab.server.tokens = undefined;
    await writeFile(file('client.key'), client.key);
    const user = {
      'client-certificate-data': base64(client.cert),
      'client-key': 'client.key',
    };
    const trusted = { 'certificate-authority-data': base64(api.cert) };

    const named = { ...trusted, 'tls-server-name': 'api.internal' };
    await read(await kubeConfig({ user, cluster: named }));
    expect(lab.server.requests[0].clientName).toBe('portal');

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

  it.each([
    [
      'an auth-provider',
      { user: { 'auth-provider': { name: 'oidc', config: {} } } },
      /auth-provider oidc.*needs a person/,
    ],
    [
      'a proxy that speaks no HTTP',
      { cluster: { 'proxy-url': 'socks5://proxy:1080' } },
      /proxy-url/,
    ],
    [
      'both a token and a password',
      { user: { token: 'a', username: 'b' } },
      /token and username .* exclude each other/,
    ],
    [
      'a certificate without its key',
      { user: { 'client-certificate-data': 'eA==' } },
      /client-certificate .* needs client-key/,
    ],
    [
      'groups of nobody',
      { user: { token: 'a', 'as-groups': ['b'] } },
      /as-groups .* needs as/,
    ],
    [
      'an authority although none is checked',
      {
        cluster: {
          'insecure-skip-tls-verify': true,
          'certificate-authority-data': 'eA==',
        },
      },
      /exclude each other/,
    ],
    [
      'a name twice',
      { extra: { users: [{ name: 'u' }, { name: 'u' }] } },
      /not a kubeconfig/,
    ],
    [
      'a token that is a number',
      { extra: { users: [{ name: 'u', user: { token: 5 } }] } },
      /not a kubeconfig/,
    ],
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
      { cluster: { server: 'nowhere/x' } },
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
    expect(lab.server.requests).toHaveLength(0);
  });

  it.each([
    ['a cluster without server', { clusters: [{ name: 'x', cluster: {} }] }],
    ['a cluster that is null', { clusters: [{ name: 'x', cluster: null }] }],
    ['a context that is null', { contexts: [{ name: 'x', context: null }] }],
    ['a context without user', { contexts: [{ name: 'x', context: {} }] }],
    [
      'a user with an empty plugin',
      { users: [{ name: 'x', user: { exec: {} } }] },
    ],
    [
      'a user with plugin null',
      { users: [{ name: 'x', user: { exec: null } }] },
    ],
    [
      'the missing authority of another cluster',
      {
        clusters: [
          {
            name: 'x',
            cluster: {
              server: 'https://x',
              'certificate-authority': '/nowhere/ca.pem',
            },
          },
        ],
      },
    ],
  ])('does not mind %s next to the context in use', async (_, more) => {
    await start();
    const entries = {
      clusters: [{ name: 'c', cluster: { server: lab.url } }],
      contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
      users: [{ name: 'u', user: { token: TOKEN } }],
    };
    const extra = Object.fromEntries(
      Object.entries(entries).map(([key, own]) => [
        key,
        [...own, ...((more as Record<string, object[]>)[key] ?? [])],
      ]),
    );
    const [cluster] = await read(await kubeConfig({ extra }));
    expect(cluster.health).toBe('healthy');
    expect(lab.server.requests[0].headers.authorization).toBe(
      `Bearer ${TOKEN}`,
    );
  });

  it.each([
    [
      'a context without user',
      { contexts: [{ name: 'main', context: { cluster: 'c' } }] },
    ],
    ['a user without credentials', { users: [{ name: 'u', user: {} }] }],
  ])('sends anonymous requests for %s', async (_, extra) => {
    await start();
    lab.server.tokens = undefined;
    const [cluster] = await read(await kubeConfig({ extra }));
    expect(cluster.health).toBe('healthy');
    expect(lab.server.requests[0].headers.authorization).toBeUndefined();
  });

  it('impersonates with all fields, each group in a line of its own', async () => {
    await start();
    await read(
      await kubeConfig({
        user: {
          token: TOKEN,
          as: 'portal',
          'as-uid': 'u-1',
          'as-groups': ['infra-readers', 'a, b'],
          'as-user-extra': { 'Reason/Why%': ['dashboard', 'audit'] },
        },
      }),
    );
    const { rawHeaders } = lab.server.requests[0];
    const lines = rawHeaders
      .map((name, index) => `${name.toLowerCase()}: ${rawHeaders[index + 1]}`)
      .filter((line, index) => index % 2 === 0 && /^impersonate/.test(line));
    expect(lines).toEqual([
      'impersonate-user: portal',
      'impersonate-uid: u-1',
      'impersonate-group: infra-readers',
      'impersonate-group: a, b',
      'impersonate-extra-reason%2fwhy%25: dashboard',
      'impersonate-extra-reason%2fwhy%25: audit',
    ]);
  });

  it('merges several files: the first that has a name counts, and one may be missing', async () => {
    await start();
    const { kubeConfigPath } = await kubeConfig({
      extra: { users: [], clusters: [], 'current-context': 'main' },
    });
    await mkdir(file('more'));
    await writeFile(
      file('more/config'),
      JSON.stringify({
        'current-context': 'other',
        contexts: [{ name: 'main', context: { cluster: 'none' } }],
        clusters: [{ name: 'c', cluster: { server: lab.url } }],
        users: [{ name: 'u', user: { tokenFile: 'token' } }],
      }),
    );
    await writeFile(file('more/token'), `${TOKEN}\n`);
    const paths = [kubeConfigPath, file('missing'), file('more/config')];
    await read({ kubeConfigPath: paths.join(':') });
    expect(lab.server.requests[0].headers.authorization).toBe(
      `Bearer ${TOKEN}`,
    );
  });

  it('connects through the proxy of the kubeconfig', async () => {
    await start();
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const target = connect(Number(new URL(lab.url).port), '127.0.0.1');
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    await new Promise<void>(done => void proxy.listen(0, '127.0.0.1', done));
    const { port } = proxy.address() as AddressInfo;
    const [cluster] = await read(
      await kubeConfig({
        user: { token: TOKEN },
        cluster: { 'proxy-url': `http://127.0.0.1:${port}` },
      }),
    );
    expect(cluster.health).toBe('healthy');
    expect(tunnels).toContain(new URL(lab.url).host);
    proxy.close();
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

  it('distinguishes a user without credentials from one without permissions', async () => {
    await start();
    lab.server.tokens = undefined;
    lab.server.routes['/api/v1/nodes'] = { status: 403 };
    lab.server.routes['/api/v1/pods'] = { status: 403 };
    await expect(read(await kubeConfig({}))).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringMatching(/has no credentials/),
    });
  });
});
