import { rm, writeFile } from 'node:fs/promises';
import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { TOKEN } from '../__testUtils__/FakeApiServer';
import { loadClientNode } from '../__testUtils__/loadClientNode';
import { useKubeConfig } from '../__testUtils__/useKubeConfig';

const { signal } = new AbortController();

describe('KubernetesConnection', () => {
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

  it('uses a rotated token as soon as the old one is refused', async () => {
    await start();
    await writeFile(file('token'), 'first\n');
    lab.server.tokens = ['first'];
    const reader = provider({
      url: lab.url,
      serviceAccountTokenFile: file('token'),
    });
    await reader.getAllClusters({ signal });
    lab.server.tokens = ['second'];
    await writeFile(file('token'), 'second\n');
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(1);
    const refused = lab.server.requests.filter(
      ({ authorization }) => authorization === 'Bearer first',
    );
    // The thirteen of the first read, and the one that was refused.
    expect(refused).toHaveLength(14);
  });

  it('reads the token again after a minute, also without a failure', async () => {
    await start();
    await writeFile(file('token'), 'first');
    lab.server.tokens = undefined;
    const reader = provider({
      url: lab.url,
      serviceAccountTokenFile: file('token'),
    });
    await reader.getAllClusters({ signal });
    await writeFile(file('token'), 'second');
    const monotonic = performance.now.bind(performance);
    let later = 61_000;
    const now = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => monotonic() + later);
    await reader.getAllClusters({ signal });
    await rm(file('token'));
    later += 61_000;
    // What is at hand goes on while the file is replaced.
    await expect(reader.getAllClusters({ signal })).resolves.toHaveLength(1);
    now.mockRestore();
    expect(lab.server.requests.at(-1)?.authorization).toBe('Bearer second');
  });

  it('does not try refused credentials again that did not change', async () => {
    await start();
    await expect(
      read({ url: lab.url, serviceAccountToken: 'revoked' }),
    ).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringMatching(/expired or revoked/),
    });
    expect(lab.server.requests).toHaveLength(1);
  });

  it('reads a renewed certificate authority from its file', async () => {
    const { client: old, api: renewed } = certificates;
    await start(renewed);
    await writeFile(file('ca.pem'), old.cert);
    const reader = provider({
      url: lab.url,
      serviceAccountToken: TOKEN,
      caFile: file('ca.pem'),
    });
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'TLS',
    });
    await writeFile(file('ca.pem'), renewed.cert);
    await expect(reader.getAllClusters({ signal })).resolves.toHaveLength(1);
  });

  it('runs a credential plugin again when its token is refused', async () => {
    await start();
    const print = (token: string) =>
      writeFile(
        file('sign-in.cjs'),
        `#!${process.execPath}\nconsole.log('{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"${token}"}}')`,
        { mode: 0o755 },
      );
    await print('first');
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      interactiveMode: 'IfAvailable',
      command: './sign-in.cjs',
    };
    const reader = provider(await kubeConfig({ user: { exec } }));
    lab.server.tokens = ['first'];
    await reader.getAllClusters({ signal });
    await print('second');
    await reader.getAllClusters({ signal });
    lab.server.tokens = ['second'];
    await reader.getAllClusters({ signal });
    const tokens = new Set(lab.server.requests.map(r => r.authorization));
    expect([...tokens]).toEqual(['Bearer first', 'Bearer second']);
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
