import { basename } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { watch, type FSWatcher } from 'chokidar';
import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  findFile,
  readTextFile,
  toIssue,
  type ConfigIssue,
  type UnusableFileError,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createLineFinder, lineOfSyntaxError } from './lines';

/** What a file holds, and why it cannot be read where it cannot. */
export interface JsonFileContent {
  /** Of the last good read; undefined where there was none. */
  value: unknown;
  issue?: ConfigIssue;
  /** Line of a key of the value. */
  lineOf(path: ReadonlyArray<PropertyKey>): number | undefined;
}

/**
 * A JSON file of the earlier dashboard, reloaded when it changes. If it breaks or disappears,
 * the last good content stays in use: an incomplete edit must not remove clusters.
 */
export class JsonFile {
  readonly name: string;
  readonly #key: string;
  readonly path: string;
  readonly #logger: LoggerService;
  #watcher: FSWatcher | undefined;
  #text = '';
  #value: unknown;
  #isClosed = false;

  /**
   * @param path - relative to the working directory of the backend, or to the root of the
   *   portal two folders above, where it is started in `packages/backend`
   * @param options - `key`: the key of the configuration that names the file; `previous`: the
   *   same file, whose last good content is taken over
   */
  constructor(
    path: string,
    options: { key: string; logger: LoggerService; previous?: JsonFile },
  ) {
    this.path = path;
    this.name = basename(path);
    this.#key = options.key;
    this.#logger = options.logger;
    const { previous } = options;
    if (previous) {
      this.#text = previous.#text;
      this.#value = previous.#value;
    }
  }

  async read(): Promise<JsonFileContent> {
    let text: string;
    try {
      text = await readTextFile(this.path);
    } catch (error) {
      return this.#content(
        (error as UnusableFileError).describeFile(this.name),
      );
    }
    try {
      this.#value = JSON.parse(text);
    } catch (error) {
      // The parser's message quotes the text around the fault, which may be a secret.
      const problem = coreMessage('named-file-not-json', { file: this.name });
      return this.#content(problem, lineOfSyntaxError(text, error));
    }
    this.#text = text;
    return this.#content();
  }

  async watch(onChange: () => void): Promise<void> {
    const path = await findFile(this.path);
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

  #content(problem?: Message, line?: number): JsonFileContent {
    return {
      value: this.#value,
      lineOf: createLineFinder(this.#text),
      ...(problem && {
        issue: {
          ...toIssue(this.#key, problem),
          file: this.name,
          ...(line !== undefined && { line }),
        },
      }),
    };
  }
}
