import pLimit from 'p-limit';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readAll } from '../readAll';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

/** @public */
export function describeRequests<TConfig>(
  under: PlatformUnderTest<TConfig>,
): void {
  describe('requests', () => {
    const subject = useSubject(under);

    it('stays within the limit and reports every request', async () => {
      const { proxy, create } = subject();
      const seen: Array<number | undefined> = [];
      const provider = create({
        limits: [pLimit(1)],
        onRequest: status => seen.push(status),
      });
      const before = proxy.requests;
      proxy.maxInFlight = 0;
      proxy.delayMs = 5;
      await readAll(provider);
      await readAll(provider);
      // A stream stays open, and only the request that opens it counts.
      const streams = proxy.inFlight;
      expect(proxy.maxInFlight - streams).toBeLessThanOrEqual(1);
      expect(seen).toHaveLength(proxy.requests - before);
    });

    it('ends a read soon after its signal, while upstream hangs', async () => {
      const { proxy, create } = subject();
      proxy.fault = { kind: 'hang' };
      const abort = new AbortController();
      const reading = readAll(create(), { signal: abort.signal });
      setTimeout(() => abort.abort(), 50);
      const startedAt = performance.now();
      await expect(reading).rejects.toBeInstanceOf(ProviderFailure);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    });

    it('closes its connections', async () => {
      const { proxy, create } = subject();
      const provider = create();
      await readAll(provider);
      await provider.close?.();
      await new Promise(resolve => setTimeout(resolve, 100));
      expect(proxy.openSockets).toBe(0);
    });
  });
}
