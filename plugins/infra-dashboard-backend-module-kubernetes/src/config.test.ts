import { kubernetesConfigSchema } from './config';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const DIRECT = { url: 'https://k8s.example:6443', serviceAccountToken: 't' };

function issuesOf(config: object): Record<string, string> {
  const { error } = kubernetesConfigSchema.safeParse(config);
  return Object.fromEntries(
    (error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
  );
}

describe('kubernetesConfigSchema', () => {
  it.each(['good-\ntoken', '“good-token”', 'good token'])(
    'names the key of a token that cannot be sent: %j',
    serviceAccountToken => {
      const { error } = kubernetesConfigSchema.safeParse({
        url: 'https://k8s.example',
        serviceAccountToken,
      });
      expect(error?.issues).toMatchObject([
        {
          path: ['serviceAccountToken'],
          message: 'must not contain line breaks, spaces or quotes',
        },
      ]);
    },
  );

  it.each([
    { kubeConfigPath: './kubeconfig' },
    { kubeConfigPath: './kubeconfig', kubeConfigContext: 'prod' },
    { inCluster: true },
    { inCluster: true, namespace: 'payments', skipMetrics: true },
    DIRECT,
    { ...DIRECT, inCluster: false, caData: PEM },
    { ...DIRECT, caData: Buffer.from(PEM).toString('base64') },
    { ...DIRECT, caFile: '/ca.pem', skipTLSVerify: true },
    { url: 'http://127.0.0.1:8001', serviceAccountTokenFile: '/token' },
  ])('accepts %j', config => {
    expect(issuesOf(config)).toEqual({});
  });

  it.each([
    [{}, 'kubeConfigPath', /required/],
    [{ inCluster: false }, 'kubeConfigPath', /required/],
    [{ kubeConfigPath: 'a', inCluster: true }, 'inCluster', /choose one/],
    [{ ...DIRECT, inCluster: true }, 'url', /choose one/],
    [
      { url: 'https://k8s.example' },
      'serviceAccountToken',
      /required.*variable set/,
    ],
    [
      { ...DIRECT, serviceAccountTokenFile: '/token' },
      'serviceAccountTokenFile',
      /choose one/,
    ],
    [{ ...DIRECT, caData: PEM, caFile: '/ca' }, 'caFile', /choose one/],
    [{ ...DIRECT, caData: 'bm90IGEgcGVt' }, 'caData', /certificate/],
    [{ ...DIRECT, url: 'k8s.example:6443' }, 'url', /must be a URL/],
    [{ ...DIRECT, url: 'ftp://k8s.example' }, 'url', /must be a URL/],
    [
      { inCluster: true, kubeConfigContext: 'a' },
      'kubeConfigContext',
      /belongs/,
    ],
    [{ inCluster: true, caFile: '/ca' }, 'caFile', /belongs to url/],
    [{ inCluster: 'perhaps' }, 'inCluster', /true or false/],
    [{ inCluster: true, namespace: 'a,b' }, 'namespace', /one namespace/],
    [{ inCluster: true, namespace: '../x' }, 'namespace', /one namespace/],
    [{ kubeConfigPath: ' ' }, 'kubeConfigPath', /empty/],
    [{ kubeConfigPath: 7 }, 'kubeConfigPath', /text/],
  ])('rejects %j by the name of its key', (config, key, message) => {
    expect(issuesOf(config)).toEqual({ [key]: expect.stringMatching(message) });
  });
});
