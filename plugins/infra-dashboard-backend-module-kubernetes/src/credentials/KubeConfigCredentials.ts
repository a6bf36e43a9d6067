import { homedir } from 'node:os';
import { delimiter, resolve } from 'node:path';
import {
  fileExists,
  findFile,
  readPem,
  readPemFile,
  readSecretFile,
  readTextFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesConfig } from '../config';
import { misconfigured } from '../failures';
import { message } from '../messages';
import { checkCluster, checkUser } from './checkKubeConfig';
import { ExecPlugin, type ExecCluster } from './ExecPlugin';
import { impersonationOf } from './impersonation';
import {
  selectContext,
  type KubeConfigContext,
  type KubeConfigText,
  type KubeConfigUser,
  type Located,
} from './kubeConfigFile';
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

/** A file with a token is preferred, since it is renewed. */
async function readToken(
  token: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  if (!file) return token?.trim();
  try {
    return await readSecretFile(file, 'tokenFile');
  } catch (error) {
    if (!token) throw error;
    return token.trim();
  }
}

/** Whether a file is missing or empty, which counts as nothing next to others. */
async function isAbsent(path: string): Promise<boolean> {
  if (!(await fileExists(path))) return true;
  const text = await readTextFile(path).catch(() => undefined);
  return text?.trim() === '';
}

/** Where a kubeconfig has the settings of a cluster for plugins. */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

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
    if (this.#config.inCluster) {
      if (!process.env.KUBERNETES_SERVICE_HOST) {
        throw misconfigured(
          message('not-in-pod'),
          message('use-kubeconfig-or-url'),
        );
      }
      return this.#readPod();
    }
    const context = selectContext(
      await this.#readFiles(),
      this.#config.kubeConfigContext,
    );
    return this.#read(context, options);
  }

  /** Several files are given as in KUBECONFIG; of those, one that is missing or empty is left out. */
  async #readFiles(): Promise<KubeConfigText[]> {
    const paths = (this.#config.kubeConfigPath ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map(path => path.replace(/^~(?=\/)/, homedir()));
    const texts: KubeConfigText[] = [];
    for (const name of paths) {
      const path = await findFile(name);
      if (paths.length > 1 && (await isAbsent(path))) continue;
      texts.push({ path, text: await readSecretFile(path, 'kubeConfigPath') });
    }
    return texts;
  }

  async #read(
    context: KubeConfigContext,
    options: { renew: boolean; signal: AbortSignal },
  ): Promise<Credentials> {
    const { cluster } = context;
    const anonymous = { value: {} as KubeConfigUser, directory: '/' };
    const configured = context.user ?? anonymous;
    const { isPlain, server } = checkCluster(cluster.value);
    checkUser(configured.value);
    // As in kubectl, no credentials are sent in clear text.
    const user = isPlain ? anonymous : configured;
    const at = (entry: { directory: string }, path: string | undefined) =>
      path && resolve(entry.directory, path);
    const ca = await readPair(
      cluster.value['certificate-authority-data'],
      at(cluster, cluster.value['certificate-authority']),
      'certificate-authority',
    );
    const tlsServerName = cluster.value['tls-server-name'];
    const insecure = cluster.value['insecure-skip-tls-verify'] ?? undefined;
    const cert = await readPair(
      user.value['client-certificate-data'],
      at(user, user.value['client-certificate']),
      'client-certificate',
    );
    const key = await readPair(
      user.value['client-key-data'],
      at(user, user.value['client-key']),
      'client-key',
    );
    const { password = '', username } = user.value;
    const basic =
      username || password
        ? Buffer.from(`${username ?? ''}:${password}`).toString('base64')
        : undefined;
    const tokenFile = at(user, user.value.tokenFile);
    const token = await readToken(user.value.token, tokenFile);
    // As in kubectl, a plugin is not run where there are credentials already.
    const exec =
      token || basic || cert
        ? undefined
        : this.#execPlugin(user, {
            ...{ server, tlsServerName, insecure },
            caData: ca && Buffer.from(ca).toString('base64'),
            config: cluster.value.extensions?.find(
              ({ name }) => name === EXEC_EXTENSION,
            )?.extension,
          });
    const fromExec = await exec?.get(options);
    const bearer = fromExec?.token ?? token;
    const impersonation = impersonationOf(user.value);
    return {
      server,
      proxy: cluster.value['proxy-url'],
      tls: {
        ca,
        cert: fromExec?.cert ?? cert,
        key: fromExec?.key ?? key,
        serverName: tlsServerName,
        allowInsecure: this.#config.skipTLSVerify ?? insecure,
      },
      headers: {
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
        ...(!bearer && basic && { Authorization: `Basic ${basic}` }),
      },
      ...(impersonation && { impersonation }),
      expiresAt: fromExec?.expiresAt,
      rotates: fromExec !== undefined || tokenFile !== undefined,
    };
  }

  /** The account of the pod that this backend runs in. */
  async #readPod(): Promise<Credentials> {
    const { KubeConfig: Reader } = await this.#loadClientNode();
    const kubeConfig = new Reader();
    kubeConfig.loadFromCluster();
    const cluster = kubeConfig.getCurrentCluster();
    const user = kubeConfig.getCurrentUser();
    if (!cluster) throw misconfigured(message('unknown-cluster'));
    const tokenFile: string | undefined = user?.authProvider?.config?.tokenFile;
    const ca = await readPair(
      undefined,
      cluster.caFile,
      'certificate-authority',
    );
    const token = tokenFile && (await readSecretFile(tokenFile, 'tokenFile'));
    return {
      server: cluster.server,
      tls: { ca, allowInsecure: this.#config.skipTLSVerify },
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      rotates: true,
    };
  }

  #execPlugin(
    { directory, value: { exec: spec } }: Located<KubeConfigUser>,
    cluster: ExecCluster,
  ): ExecPlugin | undefined {
    if (!spec) return undefined;
    const entry = JSON.stringify([spec, cluster]);
    if (this.#exec?.entry !== entry) {
      const plugin = new ExecPlugin({ spec, directory, cluster });
      this.#exec = { entry, plugin };
    }
    return this.#exec.plugin;
  }
}
