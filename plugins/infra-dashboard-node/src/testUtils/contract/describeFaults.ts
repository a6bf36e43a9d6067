import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProxyFault } from '../injectFault';
import { readAll } from '../readAll';
import { checkConnection, readInVain, recovers } from './failing';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

const FAULTS: Array<[string, ProxyFault, ProviderErrorCode[]]> = [
  ['401', { kind: 'status', status: 401 }, ['UNAUTHORIZED']],
  ['403', { kind: 'status', status: 403 }, ['FORBIDDEN', 'UNAUTHORIZED']],
  [
    '429 with Retry-After',
    { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    ['RATE_LIMITED'],
  ],
  ['404', { kind: 'status', status: 404 }, ['UPSTREAM_ERROR', 'MISCONFIGURED']],
  ['500', { kind: 'status', status: 500 }, ['UPSTREAM_ERROR', 'UNREACHABLE']],
  [
    'a page instead of the API',
    { kind: 'body', body: '<html>', contentType: 'text/html' },
    ['INVALID_RESPONSE'],
  ],
  [
    'JSON of another kind',
    { kind: 'body', body: '[1, null, "x"]' },
    ['INVALID_RESPONSE'],
  ],
  ['half a body', { kind: 'truncated' }, ['UNREACHABLE', 'INVALID_RESPONSE']],
  ['a reset', { kind: 'reset' }, ['UNREACHABLE']],
  [
    'an error that repeats the request',
    { kind: 'echo' },
    ['UPSTREAM_ERROR', 'INVALID_RESPONSE', 'MISCONFIGURED'],
  ],
  ['a hang', { kind: 'hang' }, ['TIMEOUT', 'UNREACHABLE']],
];

/** @public */
export function describeFaults<TConfig>(
  under: PlatformUnderTest<TConfig>,
): void {
  describe('faults', () => {
    const subject = useSubject(under);
    const timeouts = { connectMs: 500, totalMs: 500 };

    it.each(FAULTS)(
      'reports %s without an address or a secret, and recovers',
      async (_title, fault, codes) => {
        const { proxy, create } = subject();
        const provider = create({ timeouts });
        proxy.fault = fault;
        expect(codes).toContain(await readInVain(provider, under));
        expect(await checkConnection(provider, under)).toBe(false);
        proxy.fault = undefined;
        expect(await recovers(provider)).toBe(true);
      },
    );

    it.each(FAULTS)(
      'recovers from %s after a good reading',
      async (title, fault) => {
        const { proxy, create } = subject();
        const provider = create({ timeouts });
        expect(await recovers(provider)).toBe(true);
        proxy.fault = fault;
        // It may go on with fewer rights, or with what a stream sends.
        const error = await readAll(provider).then(
          () => undefined,
          thrown => thrown,
        );
        expect([undefined, 'ProviderFailure']).toContain(error?.name);
        proxy.fault = undefined;
        // What is forbidden need not be requested again until a user wants to see it.
        expect(await recovers(provider, { force: title === '403' })).toBe(true);
      },
    );
  });
}
