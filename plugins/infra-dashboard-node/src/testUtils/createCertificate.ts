import { generate } from 'selfsigned';

/** A certificate that vouches for itself, and its key, as PEM; valid for five days. @public */
export function createCertificate(
  commonName: string,
  altNames: Array<{ type: 2; value: string } | { type: 7; ip: string }> = [],
): Promise<{ cert: string; key: string }> {
  return new Promise((resolve, reject) => {
    // With a callback, Node makes the key; without one, JavaScript does, in seconds.
    generate(
      [{ name: 'commonName', value: commonName }],
      {
        keySize: 2048,
        days: 5,
        algorithm: 'sha256',
        extensions: [{ name: 'subjectAltName', altNames }],
      },
      (error, pems) =>
        error ? reject(error) : resolve({ cert: pems.cert, key: pems.private }),
    );
  });
}
