import { basename } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { watch, type FSWatcher } from 'chokidar';
import {
  findFile,
  readTextFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

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
  #isClosed = false;

  /**
   * @param path - relative to the working directory of the backend, or to the root of the
   *   portal two folders above, where it is started in `packages/backend`
   */
  constructor(path: string, logger: LoggerService) {
    this.#path = path;
    this.name = basename(path);
    this.#logger = logger;
  }

  /** The parsed content; undefined when there is none. */
  async read(): Promise<unknown> {
    let text: string;
    try {
      text = await readTextFile(this.#path);
    } catch (error) {
      this.#logger.warn(
        `${this.name} ${(error as Error).message} and counts as empty`,
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

  async watch(onChange: () => void): Promise<void> {
    const path = await findFile(this.#path);
    if (this.#isClosed) return;
    this.#watcher = watch(path, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
      // The path may be that of a folder.
      depth: 0,
    })
      .on('all', onChange)
      // Without a listener an error would end the process.
      .on('error', error =>
        this.#logger.warn(
          `Changes of ${this.name} are not noticed (${
            (error as NodeJS.ErrnoException).code ?? error.name
          })`,
        ),
      );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#watcher?.close();
  }
}
