import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { generate } from 'selfsigned';
import { signal, useUpstream } from './__testUtils__/useUpstream';
import type { TlsOptions } from './createDispatcher';
import { toProviderFailure } from './failures';

describe('UpstreamClient', () => {
  const { certificates, listen, connect, failureOf } = useUpstream();

  describe('with TLS', () => {
    const pems = generate([{ name: 'commonName', value: 'pve.example' }], {
      keySize: 2048,
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    const { fingerprint256, validTo } = new X509Certificate(pems.cert);

    async function serveTls(tls?: TlsOptions) {
      const port = await listen(
        createTlsServer({ key: pems.private, cert: pems.cert }, (_, response) =>
          response.end('{}'),
        ),
      );
      return connect(`https://127.0.0.1:${port}`, tls);
    }

    it.each<[string, TlsOptions]>([
      ['its fingerprint is pinned', { fingerprint: fingerprint256 }],
      [
        'the fingerprint is written without colons',
        { fingerprint: fingerprint256.replaceAll(':', '').toLowerCase() },
      ],
      ['its authority is trusted', { ca: pems.cert }],
      [
        'an authority vouches for it in spite of an old pin',
        { ca: pems.cert, fingerprint: 'AB:CD' },
      ],
      ['everything is accepted', { allowInsecure: true }],
    ])('accepts a certificate when %s', async (_, tls) => {
      const client = await serveTls(tls);
      await expect(client.send({ path: '/', signal })).resolves.toMatchObject({
        status: 200,
      });
    });

    it('reports when the certificate of the server ends', async () => {
      const client = await serveTls({ ca: pems.cert });
      await client.send({ path: '/', signal });
      expect(certificates.at(-1)).toEqual({
        ...{ host: '127.0.0.1', expiresAt: Date.parse(validTo) },
      });
    });

    it('rejects an untrusted certificate, and one that is not pinned', async () => {
      const unknown = await failureOf(await serveTls());
      expect(unknown).toMatchObject({
        code: 'TLS',
        hint: expect.stringContaining('fingerprint'),
      });
      const mismatch = await failureOf(
        await serveTls({ fingerprint: fingerprint256.replace(/^../, '00') }),
      );
      expect(mismatch.code).toBe('TLS');
      expect(mismatch.message).toContain(fingerprint256);
    });

    it('names a server that speaks no TLS', async () => {
      const port = await listen(createServer((_, response) => response.end()));
      const failure = await failureOf(connect(`https://127.0.0.1:${port}`));
      expect(failure).toMatchObject({
        code: 'TLS',
        hint: expect.stringContaining('http URL'),
      });
    });

    it.each([
      ['INVALID_PURPOSE', 'serverAuth'],
      ['CRL_HAS_EXPIRED', 'Trust'],
      ['PATH_LENGTH_EXCEEDED', 'Trust'],
      ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'Trust'],
    ])('names the verification error %s as one of TLS', (code, hint) => {
      const cause = Object.assign(new Error('no'), { code });
      const error = new TypeError('fetch failed', { cause });
      expect(toProviderFailure(error, 'Nomad')).toMatchObject({
        code: 'TLS',
        message: expect.stringContaining(code),
        hint: expect.stringContaining(hint),
      });
    });
  });
});
