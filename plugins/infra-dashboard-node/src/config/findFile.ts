import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The absolute path of a file that the configuration names: relative to the working directory
 * of the backend, or to the root of the portal two folders above, since `yarn start` runs it
 * in `packages/backend`. A file that is nowhere is looked for in the former.
 */
export function findFile(path: string): string {
  const candidates = [resolve(path), resolve('../..', path)];
  return candidates.find(candidate => existsSync(candidate)) ?? candidates[0];
}
