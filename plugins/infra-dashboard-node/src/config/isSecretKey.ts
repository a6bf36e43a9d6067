const SECRET =
  /secret|passw|passphrase|token|api[-_]?key|private[-_]?key|(ca|cert|key)data$/i;

/** Where a secret is, or by what name it goes: needed in remedies, and no secret. */
const HARMLESS = /(file|id|path)$/i;

/**
 * Whether the value of a key of the configuration is a secret, by the name of the key.
 *
 * @public
 */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key) && !HARMLESS.test(key);
}
