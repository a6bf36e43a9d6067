import { readFile } from 'node:fs/promises';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { findFile } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Reads a token or certificate. What a cluster mounts into a pod rotates, so nobody may
 * keep it for long.
 *
 * @param key - the configuration key that names the file, for the error
 */
export async function readSecretFile(
  path: string,
  key: string,
): Promise<string> {
  let content: string;
  try {
    content = (await readFile(findFile(path), 'utf8')).trim();
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new ProviderFailure(
      'MISCONFIGURED',
      `The file of ${key} cannot be read (${code})`,
      {
        hint: 'Check that the file is there and that this backend may read it',
      },
    );
  }
  if (!content) {
    throw new ProviderFailure('MISCONFIGURED', `The file of ${key} is empty`);
  }
  return content;
}
