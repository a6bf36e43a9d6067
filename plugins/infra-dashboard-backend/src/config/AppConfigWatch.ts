import { basename, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  findFile,
  readTextFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { watch, type FSWatcher } from 'chokidar';
import { parse } from 'yaml';

/** How long Backstage may take to read a changed file. */
const GRACE_MS = 5_000;

/** The files that Backstage reads: those of `--config`, or the usual ones. */
function configFiles(args: readonly string[]): string[] {
  const named = args.flatMap((arg, index) => {
    if (arg === '--config') return args.slice(index + 1, index + 2);
    return arg.startsWith('--config=') ? [arg.slice('--config='.length)] : [];
  });
  return named.length > 0
    ? named
    : ['app-config.yaml', 'app-config.local.yaml'];
}

/**
 * Backstage stops watching its configuration when a file of it is invalid for a moment, and says
 * nothing. This logs a warning when a change of a file is not applied.
 */
export class AppConfigWatch {
  readonly #logger: LoggerService;
  readonly #graceMs: number;
  readonly #known = new Map<string, unknown>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  #unsubscribe: (() => void) | undefined;
  #watcher: FSWatcher | undefined;
  #takenOverAt = -Infinity;

  constructor(options: { logger: LoggerService; graceMs?: number }) {
    this.#logger = options.logger;
    this.#graceMs = options.graceMs ?? GRACE_MS;
  }

  async start(
    config: RootConfigService,
    args: readonly string[] = process.argv.slice(2),
  ): Promise<void> {
    if (!config.subscribe) return;
    this.#unsubscribe = config.subscribe(() => {
      this.#takenOverAt = performance.now();
    }).unsubscribe;
    for (const file of configFiles(args)) {
      const path = resolve(await findFile(file));
      const data = await this.#read(path);
      if (data !== undefined) this.#known.set(path, data);
    }
    this.#watcher = watch([...this.#known.keys()], { ignoreInitial: true })
      .on('change', path => this.#expect(path))
      // Without a listener an error would end the process.
      .on('error', () => {});
  }

  async close(): Promise<void> {
    this.#unsubscribe?.();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    await this.#watcher?.close();
  }

  /** A changed file has to be taken over soon. */
  #expect(path: string): void {
    if (this.#waiting.has(path)) return;
    // Backstage may have noticed it earlier.
    const since = performance.now() - this.#graceMs;
    const timer = setTimeout(() => {
      this.#waiting.delete(path);
      void this.#check(path, since);
    }, this.#graceMs);
    this.#waiting.set(path, timer.unref());
  }

  async #check(path: string, since: number): Promise<void> {
    const data = await this.#read(path);
    const isSame = isDeepStrictEqual(data, this.#known.get(path));
    this.#known.set(path, data);
    if (isSame || this.#takenOverAt > since) return;
    this.#logger.warn(
      `${basename(path)} ${
        data === undefined ? 'is invalid' : 'changed'
      }, and Backstage did not take over a change: it stops watching its configuration when a file is invalid for a moment. Restart the backend to take changes over`,
    );
  }

  /** Undefined where it cannot be read. */
  async #read(path: string): Promise<unknown> {
    try {
      return parse(await readTextFile(path)) ?? null;
    } catch {
      return undefined;
    }
  }
}
