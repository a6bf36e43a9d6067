import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A self-signed certificate of a simulated server. */
export interface Certificate {
  /** PEM */
  key: string;
  /** PEM */
  cert: string;
  /** SHA-256, upper case, with colons. */
  fingerprint: string;
}

const certificates = new Map<string, Certificate>();

/**
 * A certificate for an IP address; the same one as long as the process lives.
 *
 * @param holder - `foreign`: an untrusted certificate of another issuer
 */
export function certificateFor(
  host: string,
  holder: 'own' | 'foreign' = 'own',
): Certificate {
  const key = `${holder} ${host}`;
  const known = certificates.get(key) ?? createCertificate(host);
  certificates.set(key, known);
  return known;
}

function createCertificate(host: string): Certificate {
  const pems = generate(
    [{ name: 'commonName', value: 'pve.simulator.example' }],
    {
      keySize: 2048,
      days: 365,
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 7, ip: host }] },
      ],
    },
  );
  const { fingerprint256 } = new X509Certificate(pems.cert);
  return { key: pems.private, cert: pems.cert, fingerprint: fingerprint256 };
}
