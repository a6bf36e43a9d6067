/** Time to renew credentials by hand. */
const SOON_MS = 14 * 86_400_000;

/**
 * Whether credentials end within two weeks, or have ended.
 *
 * @param expiresAt - milliseconds since the epoch; undefined where it is not known
 * @public
 */
export function endsSoon(
  expiresAt: number | undefined,
  now = Date.now(),
): expiresAt is number {
  return expiresAt !== undefined && expiresAt - now < SOON_MS;
}

/** The end of credentials or of a certificate in words: `2026-12-24 10:00 UTC`. @public */
export function formatEnd(expiresAt: number): string {
  const [date, time] = new Date(expiresAt).toISOString().split('T');
  return `${date} ${time.slice(0, 5)} UTC`;
}
