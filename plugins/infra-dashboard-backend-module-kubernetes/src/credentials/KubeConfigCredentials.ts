import { dirname, resolve } from 'node:path';
import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { KubeConfig, User } from '@kubernetes/client-node';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parse } from 'yaml';
import {
  findFile,
  hasCredentials,
  readPem,
  readPemFile,
  readSecretFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesConfig } from '../config';
import { message } from '../messages';
import { ExecPlugin } from './ExecPlugin';
import type { Credentials, CredentialsSource } from './types';

/** The part of `@kubernetes/client-node` that reads configuration. */
export type ClientNode = Pick<
  typeof import('@kubernetes/client-node'),
  'KubeConfig'
>;

export interface KubeConfigCredentialsOptions {
  config: KubernetesConfig;
  /**
   * Loads the ES module, at the first read: a backend without Kubernetes should not load
   * its 700 files.
   */
  loadClientNode?: () => Promise<ClientNode>;
}

function misconfigured(reason: Message, hint?: Message) {
  return new ProviderFailure('MISCONFIGURED', reason, { hint });
}

function checkServer(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!/^https?:$/.test(protocol)) {
    throw misconfigured(message('server-not-url'));
  }
  if (hasCredentials(url)) {
    throw misconfigured(
      message('server-has-credentials'),
      message('move-credentials'),
    );
  }
}

async function readPair(
  data: string | undefined,
  file: string | undefined,
  key: string,
): Promise<string | undefined> {
  if (data) {
    const pem = readPem(data);
    if (!pem) throw misconfigured(message('not-pem', { key }));
    return pem;
  }
  return file ? readPemFile(file, key) : undefined;
}

/** client-node does not know `tokenFile`, which kubectl prefers to `token`. */
function tokenFileOf(kubeConfig: string, user: string): string | undefined {
  const users = parse(kubeConfig)?.users as
    | Array<{ name?: string; user?: { tokenFile?: unknown } }>
    | undefined;
  const tokenFile = users?.find(({ name }) => name === user)?.user?.tokenFile;
  return typeof tokenFile === 'string' && tokenFile ? tokenFile : undefined;
}

/** A context of a kubeconfig file, or the service account of the pod that this backend runs in. */
export class KubeConfigCredentials implements CredentialsSource {
  readonly #config: KubernetesConfig;
  readonly #loadClientNode: () => Promise<ClientNode>;
  /** Reused over loads for the credentials it holds; replaced when its entry changes. */
  #exec: { entry: string; plugin: ExecPlugin } | undefined;

  constructor(options: KubeConfigCredentialsOptions) {
    this.#config = options.config;
    this.#loadClientNode =
      options.loadClientNode ?? (() => import('@kubernetes/client-node'));
  }

  async load(options: {
    renew: boolean;
    signal: AbortSignal;
  }): Promise<Credentials> {
    const { KubeConfig: Reader } = await this.#loadClientNode();
    const kubeConfig = new Reader();
    if (this.#config.inCluster) {
      if (!process.env.KUBERNETES_SERVICE_HOST) {
        throw misconfigured(
          message('not-in-pod'),
          message('use-kubeconfig-or-url'),
        );
      }
      kubeConfig.loadFromCluster();
      return this.#read(kubeConfig, { directory: '/', ...options });
    }
    const path = await findFile(this.#config.kubeConfigPath ?? '');
    const text = await readSecretFile(path, 'kubeConfigPath');
    const directory = dirname(path);
    try {
      kubeConfig.loadFromString(text);
      kubeConfig.makePathsAbsolute(directory);
    } catch {
      // The parser's message quotes the text around the error, which may be a secret.
      throw misconfigured(message('not-a-kubeconfig'));
    }
    const { kubeConfigContext } = this.#config;
    if (kubeConfigContext) kubeConfig.setCurrentContext(kubeConfigContext);
    if (!kubeConfig.getContextObject(kubeConfig.getCurrentContext())) {
      throw misconfigured(
        message(kubeConfigContext ? 'unknown-context' : 'no-current-context'),
        message('list-contexts'),
      );
    }
    return this.#read(kubeConfig, { text, directory, ...options });
  }

  async #read(
    kubeConfig: KubeConfig,
    options: {
      text?: string;
      directory: string;
      renew: boolean;
      signal: AbortSignal;
    },
  ): Promise<Credentials> {
    const cluster = kubeConfig.getCurrentCluster();
    const user = kubeConfig.getCurrentUser();
    if (!cluster) throw misconfigured(message('unknown-cluster'));
    if (!user) throw misconfigured(message('unknown-user'));
    if (options.text) checkServer(cluster.server);
    if (cluster.proxyUrl) {
      throw misconfigured(
        message('proxy-unsupported'),
        message('allow-direct-connection'),
      );
    }
    const ca = await readPair(
      cluster.caData,
      cluster.caFile,
      'certificate-authority',
    );
    const exec = this.#execPlugin(user, options.directory, {
      server: cluster.server,
      caData: ca && Buffer.from(ca).toString('base64'),
      tlsServerName: cluster.tlsServerName,
      insecure: cluster.skipTLSVerify,
    });
    const fromExec = await exec?.get(options);
    const tokenFile = this.#tokenFile(user, options);
    const token =
      fromExec?.token ??
      (tokenFile
        ? await readSecretFile(tokenFile, 'tokenFile')
        : user.token?.trim());
    return {
      server: cluster.server,
      tls: {
        ca,
        cert:
          fromExec?.cert ??
          (await readPair(user.certData, user.certFile, 'client-certificate')),
        key:
          fromExec?.key ??
          (await readPair(user.keyData, user.keyFile, 'client-key')),
        serverName: cluster.tlsServerName,
        allowInsecure: this.#config.skipTLSVerify ?? cluster.skipTLSVerify,
      },
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(!token &&
          user.username && {
            Authorization: `Basic ${Buffer.from(
              `${user.username}:${user.password ?? ''}`,
            ).toString('base64')}`,
          }),
        ...(user.impersonateUser && {
          'Impersonate-User': user.impersonateUser,
        }),
      },
      expiresAt: fromExec?.expiresAt,
      rotates: fromExec !== undefined || tokenFile !== undefined,
    };
  }

  #execPlugin(
    user: User,
    directory: string,
    cluster: ConstructorParameters<typeof ExecPlugin>[0]['cluster'],
  ): ExecPlugin | undefined {
    if (!user.exec) return undefined;
    const entry = JSON.stringify([user.exec, cluster]);
    if (this.#exec?.entry !== entry) {
      const plugin = new ExecPlugin({ spec: user.exec, directory, cluster });
      this.#exec = { entry, plugin };
    }
    return this.#exec.plugin;
  }

  #tokenFile(
    user: User,
    { text, directory }: { text?: string; directory: string },
  ): string | undefined {
    // loadFromCluster sets this to the pod's own token.
    const mounted = user.authProvider?.config?.tokenFile;
    if (user.authProvider && !mounted) {
      throw misconfigured(
        message('interactive-login', {
          name: String(user.authProvider.name).slice(0, 40),
        }),
        message('use-service-account'),
      );
    }
    const file = mounted ?? (text && tokenFileOf(text, user.name));
    return file ? resolve(directory, file) : undefined;
  }
}
