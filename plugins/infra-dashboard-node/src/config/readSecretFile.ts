import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';
import { readTextFile, UnusableFileError } from './readTextFile';
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
    if (!(error instanceof UnusableFileError)) throw error;
    throw new ProviderFailure('MISCONFIGURED', error.describe(key), {
      hint: coreMessage('check-file'),
    });
  }
  if (!content) {
    throw new ProviderFailure(
      'MISCONFIGURED',
      coreMessage('file-empty', { key }),
    );
  }
  return content;
}

/** Reads a certificate or key in PEM, or in base64 of it. @public */
export async function readPemFile(path: string, key: string): Promise<string> {
  const pem = readPem(await readSecretFile(path, key));
  if (pem) return pem;
  throw new ProviderFailure(
    'MISCONFIGURED',
    coreMessage('file-without-pem', { key }),
  );
}
