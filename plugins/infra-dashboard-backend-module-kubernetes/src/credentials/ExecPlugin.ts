import { execFile } from 'node:child_process';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

const specSchema = z.object({
  apiVersion: z.string(),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  interactiveMode: z.string().nullish(),
  provideClusterInfo: z.boolean().nullish(),
});

const answerSchema = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

/** What a plugin hands out. */
export interface ExecCredential {
  token?: string;
  /** PEM */
  cert?: string;
  /** PEM */
  key?: string;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
}

/** The cluster as plugins are told about it when they ask to. */
export interface ExecCluster {
  server: string;
  caData?: string;
  tlsServerName?: string;
  insecure?: boolean;
}

/** A plugin that hangs must not hold a refresh longer than this. */
const TIMEOUT_MS = 15_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** Credentials this close to their end are not worth a request. */
const EXPIRY_MARGIN_MS = 30_000;

/**
 * The `exec` entry of a kubeconfig user: a program that prints credentials. They are kept
 * until they expire or upstream refuses them, as kubectl does.
 */
export class ExecPlugin {
  readonly #spec: z.output<typeof specSchema>;
  readonly #directory: string;
  readonly #cluster: ExecCluster;
  #kept: ExecCredential | undefined;

  /** @param options.directory - where the kubeconfig is, which relative commands start from */
  constructor(options: {
    spec: unknown;
    directory: string;
    cluster: ExecCluster;
  }) {
    const parsed = specSchema.safeParse(options.spec);
    if (!parsed.success) {
      throw new ProviderFailure(
        'MISCONFIGURED',
        'The exec entry of the kubeconfig user is incomplete',
        { hint: 'It needs apiVersion and command' },
      );
    }
    if (parsed.data.interactiveMode === 'Always') {
      throw new ProviderFailure(
        'MISCONFIGURED',
        `The credential plugin ${basename(
          parsed.data.command,
        )} needs a terminal, which a backend does not have`,
        { hint: 'Use the token of a service account instead' },
      );
    }
    this.#spec = parsed.data;
    this.#directory = options.directory;
    this.#cluster = options.cluster;
  }

  async get(options: {
    renew: boolean;
    signal: AbortSignal;
  }): Promise<ExecCredential> {
    const { expiresAt = Infinity } = this.#kept ?? {};
    if (
      this.#kept &&
      !options.renew &&
      expiresAt - EXPIRY_MARGIN_MS > Date.now()
    ) {
      return this.#kept;
    }
    this.#kept = this.#parse(await this.#run(options.signal));
    return this.#kept;
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
    const { server, caData, tlsServerName, insecure } = this.#cluster;
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
          },
        }),
      },
    };
  }

  /** What the plugin wrote is left out: it may be anything, also a token. */
  #failure(error: {
    code?: string | number | null;
    killed?: boolean;
    name: string;
  }): ProviderFailure {
    if (error.killed || error.name === 'AbortError') {
      return new ProviderFailure(
        'TIMEOUT',
        `The credential plugin ${this.#name} did not finish in time`,
        { hint: 'Run it by hand as the user of this backend' },
      );
    }
    if (error.code === 'ENOENT' || error.code === 'EACCES') {
      return new ProviderFailure(
        'MISCONFIGURED',
        `The credential plugin ${this.#name} cannot be run (${error.code})`,
        {
          hint: 'Install it in the image of this backend, or use the token of a service account',
        },
      );
    }
    return new ProviderFailure(
      'UNAUTHORIZED',
      `The credential plugin ${this.#name} failed (${error.code})`,
      { hint: 'Run it by hand as the user of this backend' },
    );
  }

  #parse(output: string): ExecCredential {
    let answer;
    try {
      answer = answerSchema.parse(JSON.parse(output)).status;
    } catch {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        `The credential plugin ${this.#name} printed no credentials`,
      );
    }
    const expiresAt = Date.parse(answer.expirationTimestamp ?? '');
    return {
      token: answer.token,
      cert: answer.clientCertificateData,
      key: answer.clientKeyData,
      ...(Number.isFinite(expiresAt) && { expiresAt }),
    };
  }
}
