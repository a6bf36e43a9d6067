import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { MAX_ROWS } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createCertificate } from '../createCertificate';
import type { ProxyFault } from '../injectFault';
import { checkConnection, readInVain, recovers } from './failing';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

const MAX_BYTES = 1024 * 1024;

/** Deeper than any object of a platform. */
const DEPTH = 500;

const ENDLESS_ROWS = Array<null>(MAX_ROWS).fill(null);

/** Makes each list of a response too long: the rows that it has, and invalid ones. */
function lengthenLists(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, ...ENDLESS_ROWS];
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      Array.isArray(one) && one.length > 0 ? [...one, ...ENDLESS_ROWS] : one,
    ]),
  );
}

function addDepth(value: unknown): unknown {
  let deep: unknown = null;
  for (let level = 0; level < DEPTH; level += 1) deep = [deep];
  return Array.isArray(value) ? [...value, deep] : { ...(value as {}), deep };
}

const LIMITS: Array<[string, ProxyFault, ProviderErrorCode[]]> = [
  ['a body without an end', { kind: 'endless' }, ['INVALID_RESPONSE']],
  ['a body that arrives slowly', { kind: 'drip' }, ['TIMEOUT', 'UNREACHABLE']],
  [
    'too many rows',
    { kind: 'rewrite', rewrite: lengthenLists },
    ['INVALID_RESPONSE'],
  ],
  [
    'JSON that is too deep',
    { kind: 'rewrite', rewrite: addDepth },
    ['INVALID_RESPONSE'],
  ],
];

/** A server whose certificate no authority vouches for. */
async function startUntrusted() {
  const server = createServer(
    await createCertificate('localhost', [{ type: 7, ip: '127.0.0.1' }]),
    (_request, response) => response.end('{}'),
  );
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise(done => server.close(done)),
  };
}

/** @public */
export function describeLimits<TConfig>(
  under: PlatformUnderTest<TConfig>,
): void {
  describe('limits', () => {
    const subject = useSubject(under);

    it.each(LIMITS)(
      'refuses %s, and recovers',
      async (_title, fault, codes) => {
        const { proxy, create } = subject();
        const totalMs = fault.kind === 'drip' ? 500 : 10_000;
        const provider = create({
          maxBytes: MAX_BYTES,
          timeouts: { connectMs: 5_000, totalMs },
        });
        proxy.fault = fault;
        expect(codes).toContain(await readInVain(provider, under));
        proxy.fault = undefined;
        expect(await recovers(provider)).toBe(true);
      },
    );

    it('refuses a certificate that is not trusted', async () => {
      const { proxy, createAt } = subject();
      const { port, stop } = await startUntrusted();
      const url = new URL(proxy.url.replace(/^http:/, 'https:'));
      url.port = `${port}`;
      const provider = createAt(url.href);
      expect(await readInVain(provider, under)).toBe('TLS');
      expect(await checkConnection(provider, under)).toBe(false);
      await stop();
    });
  });
}
