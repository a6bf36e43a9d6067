import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  type InfraProvider,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxyFault } from '../FaultProxy';
import { readAll, readOne } from '../readAll';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

const FAULTS: Array<[string, ProxyFault, ProviderErrorCode[]]> = [
  ['401', { kind: 'status', status: 401 }, ['UNAUTHORIZED']],
  ['403', { kind: 'status', status: 403 }, ['FORBIDDEN', 'UNAUTHORIZED']],
  [
    '429 with Retry-After',
    { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    ['RATE_LIMITED'],
  ],
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
  ['a hang', { kind: 'hang' }, ['TIMEOUT', 'UNREACHABLE']],
];

/** Why nothing can be read; a provider may also yield clusters that failed. */
async function failureOf(provider: InfraProvider): Promise<ProviderFailure> {
  try {
    const readings = await readAll(provider);
    for (const { topology } of readings) {
      if (!topology.ok) return topology.failure;
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderFailure);
    return error as ProviderFailure;
  }
  throw new Error('The read succeeded');
}

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
        proxy.fault = fault;
        const provider = create({ timeouts });
        const failure = await failureOf(provider);
        expect(codes).toContain(failure.code);
        const text = `${failure.message} ${failure.hint}`;
        expect(text).not.toMatch(/127\.0\.0\.1|localhost|https?:\/\/127/);
        for (const secret of under.secrets) expect(text).not.toContain(secret);
        const check = await provider.check({
          signal: AbortSignal.timeout(20_000),
        });
        expect(check.ok).toBe(false);

        proxy.fault = undefined;
        const fresh = create();
        expect((await readOne(fresh)).nodes.length).toBeGreaterThan(0);
      },
    );

    it('recovers with the same provider when upstream is back', async () => {
      const { proxy, create } = subject();
      const provider = create();
      await readOne(provider);
      proxy.fault = { kind: 'status', status: 500 };
      await failureOf(provider);
      proxy.fault = undefined;
      expect((await readOne(provider)).nodes.length).toBeGreaterThan(0);
    });
  });
}
