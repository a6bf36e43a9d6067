import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { JsonFile } from './JsonFile';
import { readProviderEntries, readTimings } from './readProviderEntries';
import type { EntrySource, ProviderEntry } from './types';

export interface ProviderConfigSourceOptions {
  config: RootConfigService;
  logger: LoggerService;
}

/** Entries of proxmox_config.json have no type; all of them are Proxmox VE. */
function withDefaultType(entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.map(entry =>
    entry && typeof entry === 'object' && !('type' in entry)
      ? { ...entry, type: 'proxmox' }
      : entry,
  );
}

/**
 * All provider entries, out of app-config and the earlier dashboard's files, again after
 * each change of any of them.
 */
export class ProviderConfigSource {
  readonly #config: RootConfigService;
  readonly #logger: LoggerService;
  #files: JsonFile[] = [];
  #unsubscribe: (() => void) | undefined;
  #listener: ((entries: ProviderEntry[]) => void) | undefined;
  #latest = 0;

  constructor(options: ProviderConfigSourceOptions) {
    this.#config = options.config;
    this.#logger = options.logger;
  }

  /** Calls the listener with the entries as they are now and after each change. */
  async subscribe(listener: (entries: ProviderEntry[]) => void): Promise<void> {
    this.#listener = listener;
    this.#unsubscribe = this.#config.subscribe?.(() => {
      this.#reload().catch(error => this.#warn(error));
    })?.unsubscribe;
    await this.#reload();
  }

  async close(): Promise<void> {
    this.#listener = undefined;
    this.#unsubscribe?.();
    await Promise.all(this.#files.map(file => file.close()));
  }

  async #reload(): Promise<void> {
    await this.#openFiles();
    await this.#publish();
  }

  async #openFiles(): Promise<void> {
    const paths = this.#readPaths();
    // A half-written app-config.yaml must not end the watch of the files.
    if (!paths) return;
    const old = this.#files;
    this.#files = paths.map(path => new JsonFile(path, this.#logger));
    const onChange = () => {
      this.#publish().catch(error => this.#warn(error));
    };
    await Promise.all([
      ...this.#files.map(file => file.watch(onChange)),
      ...old.map(file => file.close()),
    ]);
  }

  /** Undefined where the key is not a list of paths. */
  #readPaths(): string[] | undefined {
    const paths = this.#config.getOptional('infraDashboard.configFiles') ?? [];
    if (Array.isArray(paths) && paths.every(path => typeof path === 'string')) {
      return paths as string[];
    }
    this.#logger.error(
      'infraDashboard.configFiles: must be a list of file names',
    );
    return undefined;
  }

  async #publish(): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    const sources: EntrySource[] = [
      {
        key: 'infraDashboard.providers',
        source: 'app-config',
        entries: this.#config.getOptional('infraDashboard.providers'),
      },
    ];
    for (const file of this.#files) {
      sources.push({
        key: file.name,
        source: file.name,
        entries: withDefaultType(await file.read()),
      });
    }
    // A slower, older read must not undo a newer one.
    if (turn !== this.#latest) return;
    const defaults = readTimings(
      this.#config.getOptional('infraDashboard.defaults'),
      problem => this.#logger.error(problem),
    );
    this.#listener?.(readProviderEntries(sources, defaults));
  }

  #warn(error: unknown): void {
    this.#logger.error(
      `The changed configuration is not taken over: ${
        (error as Error).message
      }`,
    );
  }
}
