import { execFile } from 'node:child_process';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import {
  cleanText,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import {
  parseExecOutput,
  parseExecSpec,
  type ExecCredential,
  type ExecSpec,
} from './execFormat';

/** The cluster, for plugins that require it (`provideClusterInfo`). */
export interface ExecCluster {
  server: string;
  caData?: string;
  tlsServerName?: string;
  insecure?: boolean;
  /** Settings for plugins, from the extensions of the cluster. */
  config?: unknown;
}

/** A plugin that hangs must not block a refresh for longer than this. */
const TIMEOUT_MS = 15_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** Credentials that end sooner than this are renewed first. */
const EXPIRY_MARGIN_MS = 30_000;

/**
 * The `exec` entry of a kubeconfig user: a program that prints credentials. They are
 * cached until they expire or upstream refuses them, as kubectl does.
 */
export class ExecPlugin {
  readonly #spec: ExecSpec;
  readonly #directory: string;
  readonly #cluster: ExecCluster;
  #credential: ExecCredential | undefined;

  /** @param options.directory - where the kubeconfig is, which relative commands start from */
  constructor(options: {
    spec: unknown;
    directory: string;
    cluster: ExecCluster;
  }) {
    this.#spec = parseExecSpec(options.spec);
    if (this.#spec.interactiveMode === 'Always') {
      throw new ProviderFailure(
        'MISCONFIGURED',
        message('plugin-needs-terminal', {
          plugin: this.#name,
        }),
        { hint: message('use-token') },
      );
    }
    this.#directory = options.directory;
    this.#cluster = options.cluster;
  }

  async get(options: {
    renew: boolean;
    signal: AbortSignal;
  }): Promise<ExecCredential> {
    const { expiresAt = Infinity } = this.#credential ?? {};
    if (
      this.#credential &&
      !options.renew &&
      expiresAt - EXPIRY_MARGIN_MS > Date.now()
    ) {
      return this.#credential;
    }
    this.#credential = parseExecOutput(await this.#run(options.signal), {
      apiVersion: this.#spec.apiVersion,
      plugin: this.#name,
    });
    return this.#credential;
  }

  get #name(): string {
    return basename(this.#spec.command);
  }

  #run(signal: AbortSignal): Promise<string> {
    const { command, args, env } = this.#spec;
    const relative = dirname(command) !== '.' || command.startsWith('.');
    const file =
      relative && !isAbsolute(command)
        ? resolve(this.#directory, command)
        : command;
    return new Promise((fulfil, reject) => {
      execFile(
        file,
        args ?? [],
        {
          timeout: TIMEOUT_MS,
          killSignal: 'SIGKILL',
          maxBuffer: MAX_OUTPUT_BYTES,
          signal,
          env: {
            ...process.env,
            ...Object.fromEntries(
              (env ?? []).map(({ name, value }) => [name, value]),
            ),
            KUBERNETES_EXEC_INFO: JSON.stringify(this.#execInfo()),
          },
        },
        (error, stdout) =>
          error ? reject(this.#failure(error)) : fulfil(stdout),
      );
    });
  }

  #execInfo() {
    const { server, caData, config, tlsServerName, insecure } = this.#cluster;
    return {
      apiVersion: this.#spec.apiVersion,
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        ...(this.#spec.provideClusterInfo && {
          cluster: {
            server,
            'certificate-authority-data': caData,
            'tls-server-name': tlsServerName,
            'insecure-skip-tls-verify': insecure,
            config,
          },
        }),
      },
    };
  }

  /** Without the output of the plugin, which may contain a token. */
  #failure(error: {
    code?: string | number | null;
    killed?: boolean;
    name: string;
  }): ProviderFailure {
    const plugin = this.#name;
    if (error.killed || error.name === 'AbortError') {
      return new ProviderFailure(
        'TIMEOUT',
        message('plugin-timeout', { plugin }),
        { hint: message('run-plugin-manually') },
      );
    }
    if (error.code === 'ENOENT' || error.code === 'EACCES') {
      return new ProviderFailure(
        'MISCONFIGURED',
        message('plugin-not-runnable', { plugin, code: error.code }),
        { hint: this.#installHint },
      );
    }
    return new ProviderFailure(
      'UNAUTHORIZED',
      message('plugin-failed', { plugin, code: String(error.code) }),
      { hint: message('run-plugin-manually') },
    );
  }

  /** What the author of the kubeconfig recommends. */
  get #installHint() {
    return cleanText(this.#spec.installHint) ?? message('install-plugin');
  }
}
