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
      void this.#openFiles().then(() => this.#publish());
    })?.unsubscribe;
    await this.#openFiles();
    await this.#publish();
  }

  async close(): Promise<void> {
    this.#listener = undefined;
    this.#unsubscribe?.();
    await Promise.all(this.#files.map(file => file.close()));
  }

  async #openFiles(): Promise<void> {
    const old = this.#files;
    this.#files = this.#readPaths().map(
      path => new JsonFile(path, this.#logger),
    );
    this.#files.forEach(file => file.watch(() => void this.#publish()));
    await Promise.all(old.map(file => file.close()));
  }

  #readPaths(): string[] {
    const paths = this.#config.getOptional('infraDashboard.configFiles') ?? [];
    if (Array.isArray(paths) && paths.every(path => typeof path === 'string')) {
      return paths as string[];
    }
    this.#logger.error(
      'infraDashboard.configFiles: must be a list of file names',
    );
    return [];
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
}
