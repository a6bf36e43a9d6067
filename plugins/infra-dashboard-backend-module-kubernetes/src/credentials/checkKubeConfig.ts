import { hasCredentials } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { misconfigured } from '../failures';
import { message } from '../messages';
import { parseExecSpec } from './execFormat';
import type { KubeConfigCluster, KubeConfigUser } from './kubeConfigFile';

/** Of keys that exclude each other, those that are set. */
function refuseBoth(entry: object, ...pairs: Array<[string, string]>): void {
  const values = entry as Record<string, unknown>;
  for (const [first, second] of pairs) {
    if (values[first] && values[second]) {
      throw misconfigured(message('kubeconfig-both', { first, second }));
    }
  }
}

/**
 * @returns the URL of the server. One without a scheme is of plain HTTP, and `isPlain`: as with
 *   kubectl, nothing secret is sent there
 * @throws ProviderFailure for what kubectl refuses as well, and for what is not supported
 */
export function checkCluster(cluster: KubeConfigCluster): {
  server: string;
  isPlain: boolean;
} {
  if (!cluster.server) throw misconfigured(message('not-a-kubeconfig'));
  const isPlain = /^[^/]+\/?$/.test(cluster.server);
  const server = isPlain ? `http://${cluster.server}` : cluster.server;
  const protocol = URL.canParse(server) ? new URL(server).protocol : '';
  if (!/^https?:$/.test(protocol))
    throw misconfigured(message('server-not-url'));
  if (hasCredentials(server)) {
    throw misconfigured(
      message('server-has-credentials'),
      message('move-credentials'),
    );
  }
  refuseBoth(
    cluster,
    ['certificate-authority', 'certificate-authority-data'],
    ['insecure-skip-tls-verify', 'certificate-authority'],
    ['insecure-skip-tls-verify', 'certificate-authority-data'],
  );
  const proxy = cluster['proxy-url'];
  if (
    proxy &&
    !/^https?:$/.test(URL.canParse(proxy) ? new URL(proxy).protocol : '')
  ) {
    throw misconfigured(
      message('proxy-unsupported'),
      message('allow-direct-connection'),
    );
  }
  return { server, isPlain };
}

/** @throws ProviderFailure for what kubectl refuses as well, and for what is not supported */
export function checkUser(user: KubeConfigUser): void {
  refuseBoth(
    user,
    ['client-certificate', 'client-certificate-data'],
    ['client-key', 'client-key-data'],
    ['token', 'username'],
    ['token', 'password'],
    ['tokenFile', 'username'],
    ['tokenFile', 'password'],
    ['exec', 'auth-provider'],
  );
  if (user.exec) parseExecSpec(user.exec);
  const hasCertificate =
    user['client-certificate'] || user['client-certificate-data'];
  const hasKey = user['client-key'] || user['client-key-data'];
  if (hasCertificate && !hasKey) {
    throw misconfigured(
      message('kubeconfig-needs', {
        key: 'client-certificate',
        needed: 'client-key',
      }),
    );
  }
  const asWhat = (['as-uid', 'as-groups', 'as-user-extra'] as const).find(
    key => Object.keys(user[key] ?? {}).length > 0,
  );
  if (asWhat && !user.as) {
    throw misconfigured(
      message('kubeconfig-needs', { key: asWhat, needed: 'as' }),
    );
  }
  const provider = user['auth-provider'];
  if (provider) {
    throw misconfigured(
      message('interactive-login', {
        name: String(provider.name).slice(0, 40),
      }),
      message('use-service-account'),
    );
  }
}
