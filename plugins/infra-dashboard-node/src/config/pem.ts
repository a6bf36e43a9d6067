const PEM = /-----BEGIN [A-Z0-9 ]+-----/;

/**
 * A certificate or key that is given as PEM or, as in kubeconfig files, as base64 of it.
 *
 * @returns the PEM; undefined for what is neither
 *
 * @public
 */
export function readPem(value: string): string | undefined {
  if (PEM.test(value)) return value;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return PEM.test(decoded) ? decoded : undefined;
}
