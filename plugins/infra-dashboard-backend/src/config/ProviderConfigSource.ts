import type { LoggerService } from '@backstage/backend-plugin-api';
import { coreSchemaText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { JsonFile, withLegacyType } from '../legacy/files';
import type { ConfigReport } from './ConfigReport';
import { readProviderEntries } from './readProviderEntries';
import { readTimings } from './timings';
import type { EntrySource, ProviderEntry } from './types';

export interface ProviderConfigSourceOptions {
  report: ConfigReport;
  logger: LoggerService;
}

const FILES = 'infraDashboard.configFiles';

const pathsSchema = z
  .array(
    z.string(coreSchemaText('must-be-file-name')),
    coreSchemaText('must-be-file-list'),
  )
  .nullable()
  .default([]);

/**
 * All provider entries, out of app-config and the earlier dashboard's files, again after
 * each change of any of them.
 */
export class ProviderConfigSource {
  readonly #report: ConfigReport;
  readonly #logger: LoggerService;
  #files: JsonFile[] = [];
  #unsubscribe: (() => void) | undefined;
  #listener: ((entries: ProviderEntry[]) => void) | undefined;
  #latest = 0;

  constructor(options: ProviderConfigSourceOptions) {
    this.#report = options.report;
    this.#logger = options.logger;
  }

  /** Calls the listener with the entries as they are now and after each change. */
  async subscribe(listener: (entries: ProviderEntry[]) => void): Promise<void> {
    this.#listener = listener;
    this.#unsubscribe = this.#report.config.subscribe?.(() => {
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
    // A half-written app-config.yaml must not close all connections.
    if (!this.#report.checkRoot()) return;
    await this.#openFiles();
    await this.#publish();
  }

  async #openFiles(): Promise<void> {
    const paths = this.#readPaths();
    // A half-written app-config.yaml must not end the watch of the files.
    if (!paths) return;
    const old = this.#files;
    this.#files = paths.map(
      (path, index) =>
        new JsonFile(path, {
          key: `${FILES}[${index}]`,
          logger: this.#logger,
          previous: old.find(file => file.path === path),
        }),
    );
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
    const paths = this.#report.read('configFiles', {
      schema: pathsSchema,
      fallback: null,
      consequence: 'The files stay as they are',
    });
    return paths ?? undefined;
  }

  async #publish(): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    const sources: EntrySource[] = [
      {
        key: 'infraDashboard.providers',
        source: 'app-config',
        // Backstage takes a key without a value for one that is absent.
        entries:
          this.#report.config.getOptional('infraDashboard.providers') ??
          undefined,
      },
    ];
    // The files that are meant are not known, so their clusters must not count as removed.
    const [issue] = this.#report.issuesOf('configFiles');
    if (issue) {
      const entries = undefined;
      sources.push({ key: FILES, source: 'app-config', entries, issue });
    }
    for (const file of this.#files) {
      const { value, ...content } = await file.read();
      const { name } = file;
      const entries = withLegacyType(value);
      sources.push({
        key: name,
        file: name,
        files: FILES,
        source: name,
        entries,
        ...content,
      });
    }
    // A slower, older read must not undo a newer one.
    if (turn !== this.#latest) return;
    this.#listener?.(readProviderEntries(sources, readTimings(this.#report)));
  }

  #warn(error: unknown): void {
    this.#logger.error(
      `The changed configuration is not taken over: ${
        (error as Error).message
      }`,
    );
  }
}
