/** Versions of etcd have at most 20 digits; text of any length could be sent. */
const DECIMAL = /^\d{1,40}$/;

/**
 * Whether a `resourceVersion` is older than another one of the same resource. False where that
 * cannot be known: versions that are not decimal numbers are opaque.
 */
export function isOlderVersion(
  version: string | undefined,
  other: string | undefined,
): boolean {
  if (!version || !other) return false;
  if (!DECIMAL.test(version) || !DECIMAL.test(other)) return false;
  return BigInt(version) < BigInt(other);
}
