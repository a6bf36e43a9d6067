import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
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
    expect(lab.server.requests).toHaveLength(0);
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
