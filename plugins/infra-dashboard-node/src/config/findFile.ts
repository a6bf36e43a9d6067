import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Whether a file or folder can be reached. @public */
export async function fileExists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * The absolute path of a file that the configuration names: relative to the working directory
 * of the backend, or to the root of the portal two folders above, since `yarn start` runs it
 * in `packages/backend`. A file that is in neither is looked for in the former.
 *
 * @public
 */
export async function findFile(path: string): Promise<string> {
  const first = resolve(path);
  if (await fileExists(first)) return first;
  const second = resolve('../..', path);
  return (await fileExists(second)) ? second : first;
}
