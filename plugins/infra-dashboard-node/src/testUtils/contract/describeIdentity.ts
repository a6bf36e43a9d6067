import {
  ProviderFailure,
  type InfraProvider,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readAll } from '../readAll';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

/** The identities of the first cluster; empty where the platform has none. */
async function identityOf(
  provider: InfraProvider,
  options: Partial<ReadOptions> = {},
): Promise<readonly string[]> {
  const [{ topology }] = await readAll(provider, options);
  if (!topology.ok) throw topology.failure;
  return [topology.value.identity ?? []].flat();
}

/** The same where a provider may notice another cluster itself, and refuse it. */
async function identityOfOther(
  provider: InfraProvider,
  options: Partial<ReadOptions>,
): Promise<readonly string[]> {
  try {
    return await identityOf(provider, options);
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderFailure);
    expect((error as ProviderFailure).code).toBe('MISCONFIGURED');
    return ['refused'];
  }
}

/** @public */
export function describeIdentity<TConfig>(
  under: PlatformUnderTest<TConfig>,
): void {
  describe('identity', () => {
    const subject = useSubject(under);

    it('stays the same in each read, also after a restart', async () => {
      const { create } = subject();
      const provider = create();
      const first = await identityOf(provider);
      expect(await identityOf(provider)).toEqual(first);
      expect(await identityOf(provider, { force: true })).toEqual(first);
      expect(await identityOf(create())).toEqual(first);
      const known = { identityOf: () => first };
      expect(await identityOf(create(), known)).toEqual(first);
    });

    const { startOther } = under;
    // A platform may have nothing that distinguishes its installations.
    if (!startOther) return;

    it('differs for another server', async () => {
      const { create, createAt } = subject();
      const first = await identityOf(create());
      expect(first).not.toEqual([]);
      const other = await startOther();
      try {
        const seen = await identityOfOther(createAt(other.url), {
          identityOf: () => first,
        });
        expect(seen).not.toEqual([]);
        expect(seen.filter(one => first.includes(one))).toEqual([]);
        // Without an earlier reading there is nothing to compare with.
        expect(await identityOf(createAt(other.url))).not.toEqual(first);
      } finally {
        await other.stop();
      }
    });
  });
}
