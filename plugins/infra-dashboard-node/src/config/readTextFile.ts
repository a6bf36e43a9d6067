import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type {
  Message,
  MessageParams,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessage } from '../messages';
import { findFile } from './findFile';

const MIB = 1024 * 1024;

/** No token, bundle of certificates, kubeconfig or list of clusters is larger. */
const MAX_BYTES = 4 * MIB;

/** Without O_NONBLOCK, opening a pipe waits until a process writes to it. */
const FLAGS = constants.O_RDONLY + (constants.O_NONBLOCK ?? 0);

/** Code of the sentence that says why a file cannot be used. @public */
export type FileProblem =
  | 'file-unreadable'
  | 'file-not-regular'
  | 'file-too-large';

/**
 * Why a configured file cannot be used, to complete a sentence: `cannot be read (ENOENT)`.
 * Contains neither the path nor the content.
 *
 * @public
 */
export class UnusableFileError extends Error {
  /** Makes the whole sentence that names the key of the configuration. */
  readonly describe: (key: string) => Message;
  /** Makes the whole sentence that names the file. */
  readonly describeFile: (file: string) => Message;

  constructor(
    message: string,
    problem: FileProblem = 'file-unreadable',
    params: MessageParams = {},
  ) {
    super(message);
    this.name = 'UnusableFileError';
    this.describe = key => coreMessage(problem, { key, ...params });
    this.describeFile = file =>
      coreMessage(`named-${problem}`, { file, ...params });
  }
}

function notRegular(): UnusableFileError {
  return new UnusableFileError('is not a regular file', 'file-not-regular');
}

async function readStart(path: string): Promise<Buffer> {
  // Before it is opened: opening a device may have an effect.
  if (!(await stat(path)).isFile()) {
    throw notRegular();
  }
  const handle = await open(path, FLAGS);
  try {
    // The file may have been replaced since.
    if (!(await handle.stat()).isFile()) {
      throw notRegular();
    }
    const chunks: Buffer[] = [];
    // The size of a file in /proc is 0, so that the bytes are counted.
    const stream = handle.createReadStream({
      end: MAX_BYTES,
      autoClose: false,
    });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

/**
 * Reads a file that the configuration names. All such files are read here: asynchronously,
 * regular files only, and up to a size, so that no path can block or fill the process.
 *
 * @param path - as it is configured, see {@link findFile}
 * @throws UnusableFileError
 *
 * @public
 */
export async function readTextFile(path: string): Promise<string> {
  let content: Buffer;
  try {
    content = await readStart(await findFile(path));
  } catch (error) {
    if (error instanceof UnusableFileError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UnusableFileError(`cannot be read (${code})`, 'file-unreadable', {
      reason: code,
    });
  }
  if (content.length > MAX_BYTES) {
    const size = MAX_BYTES / MIB;
    throw new UnusableFileError(
      `is larger than ${size} MiB`,
      'file-too-large',
      {
        size,
      },
    );
  }
  return content.toString('utf8');
}
