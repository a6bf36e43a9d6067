import { ProviderFailure } from '../platform/ProviderFailure';
import { readTextFile } from './readTextFile';
import { readPem } from './pem';

/**
 * Reads a token, certificate or key, to be used for one connection: what a cluster mounts into
 * a pod rotates, and a file that is missing now may appear later.
 *
 * @param key - the configuration key that names the file, for the error
 *
 * @public
 */
export async function readSecretFile(
  path: string,
  key: string,
): Promise<string> {
  let content: string;
  try {
    content = (await readTextFile(path)).trim();
  } catch (error) {
    throw new ProviderFailure(
      'MISCONFIGURED',
      `The file of ${key} ${(error as Error).message}`,
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

/** Reads a certificate or key in PEM, or in base64 of it. @public */
export async function readPemFile(path: string, key: string): Promise<string> {
  const pem = readPem(await readSecretFile(path, key));
  if (pem) return pem;
  throw new ProviderFailure(
    'MISCONFIGURED',
    `The file of ${key} contains no certificate or key in PEM`,
  );
}
