import { X509Certificate } from 'node:crypto';
import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { failureOf } from '../__testUtils__/failureOf';
import { signal, TOKEN, useLab } from '../__testUtils__/useLab';

describe('TLS', () => {
  const { serve, connect } = useLab();
  let renewed: { cert: string; key: string };

  beforeAll(async () => {
    renewed = await createCertificate('pve1.lab.test', [
      { type: 7, ip: '127.0.0.1' },
    ]);
  });

  it('accepts a pinned, a trusted or, if configured, any certificate, and no other', async () => {
    const { fingerprint256 } = new X509Certificate(renewed.cert);
    const { url, server } = await serve('pve-8.4-healthy', renewed);
    for (const trust of [
      { fingerprint: fingerprint256 },
      { urls: [{ url, fingerprint: fingerprint256.replaceAll(':', '') }] },
      { caData: renewed.cert },
      { allowInsecure: true },
    ]) {
      const provider = connect({ url, ...TOKEN, ...trust });
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.nodes).toHaveLength(3);
    }
    const before = server.count();

    const unknown = await failureOf(connect({ url, ...TOKEN }));
    expect(unknown.code).toBe('TLS');
    expect(unknown.hint).toContain('fingerprint');

    const wrong = fingerprint256.replace(
      /^../,
      fingerprint256.startsWith('00') ? '11' : '00',
    );
    expect(server.count()).toBe(before);
    const mismatch = await failureOf(
      connect({ url, ...TOKEN, fingerprint: wrong }),
    );
    expect(mismatch.code).toBe('TLS');
    expect(mismatch.message).toContain(fingerprint256);
    // Authorities take precedence: the pin must not outlive a certificate that they renewed.
    const vouched = connect({
      url,
      ...TOKEN,
      caData: renewed.cert,
      fingerprint: wrong,
    });
    await vouched.getAllClusters({ signal });
    const seen = server.count();
    const both = { fingerprint: wrong, allowInsecure: true };
    const strict = await failureOf(connect({ url, ...TOKEN, ...both }));
    expect(strict.code).toBe('TLS');
    // The token must not reach another server.
    expect(server.count()).toBe(seen);
  });

  it('fails over to a member whose certificate matches', async () => {
    const pinned = await createCertificate('pve2.lab.test');
    const first = await serve('pve-8.4-healthy', renewed);
    const second = await serve('pve-8.4-healthy', pinned);
    const { fingerprint256: fingerprint } = new X509Certificate(pinned.cert);
    const provider = connect({
      urls: [
        { url: first.url, fingerprint },
        { url: second.url, fingerprint },
      ],
      ...TOKEN,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(first.server.count()).toBe(0);
  });
});
