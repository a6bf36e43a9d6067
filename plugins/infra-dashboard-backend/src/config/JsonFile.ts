import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { watch, type FSWatcher } from 'chokidar';
import { findFile } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * A JSON file of the earlier dashboard. A missing or broken one is logged and treated as
 * empty; it is read again whenever it changes. One that breaks while we run keeps what it
 * said last: half an edit must not make clusters vanish.
 */
export class JsonFile {
  readonly name: string;
  readonly #path: string;
  readonly #logger: LoggerService;
  #watcher: FSWatcher | undefined;
  #content: unknown;

  /**
   * @param path - relative to the working directory of the backend, or to the root of the
   *   portal two folders above, where it is started in `packages/backend`
   */
  constructor(path: string, logger: LoggerService) {
    this.#path = findFile(path);
    this.name = basename(path);
    this.#logger = logger;
  }

  /** The parsed content; undefined when there is none. */
  async read(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.#logger.warn(
        `${this.name} cannot be read (${code}) and counts as empty`,
      );
      this.#content = undefined;
      return undefined;
    }
    try {
      this.#content = JSON.parse(text);
    } catch {
      // The parser's message quotes the text around the fault, which may be a secret.
      this.#logger.warn(
        `${this.name} is not valid JSON and ${
          this.#content === undefined ? 'counts as empty' : 'is not taken over'
        }`,
      );
    }
    return this.#content;
  }

  watch(onChange: () => void): void {
    this.#watcher = watch(this.#path, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
    }).on('all', onChange);
  }

  async close(): Promise<void> {
    await this.#watcher?.close();
  }
}
