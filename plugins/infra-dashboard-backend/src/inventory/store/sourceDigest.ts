import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { ProviderEntry } from '../../config';

const derive = promisify<string, string, number, Buffer>(scrypt);

async function sourceDigest({
  name,
  proxy,
  settings,
  type,
}: ProviderEntry): Promise<string> {
  const text = JSON.stringify([type, settings, proxy]);
  return (await derive(text, name, 32)).toString('hex');
}

/**
 * Identifies the configuration that a cluster is read with. It contains credentials, so it is a
 * hash that is slow to guess them from, and is made once.
 */
export function rememberDigests(): (entry: ProviderEntry) => Promise<string> {
  const digests = new WeakMap<ProviderEntry['settings'], Promise<string>>();
  return entry => {
    const digest = digests.get(entry.settings) ?? sourceDigest(entry);
    digests.set(entry.settings, digest);
    return digest;
  };
}
