import type { OpenStackClient } from '../client';
import type { OpenStackSettings } from '../config/settings';
import { checkRegion } from './checkRegion';

const { signal } = new AbortController();

/** The check of the catalog where Keystone and Nova have these protocols. */
async function checkCatalog(keystone: string, isPlain: boolean) {
  const checks = await checkRegion({
    client: {
      target: async () => ({ region: 'eu', isPlain }),
      get: async () => ({}),
    } as unknown as OpenStackClient,
    grantee: {} as never,
    settings: {
      identityUrl: `${keystone}://cloud.example/v3`,
      allProjects: false,
    } as OpenStackSettings,
    signal,
  });
  return checks.find(({ id }) => id === 'catalog')!;
}

describe('the check of the catalog', () => {
  it('warns where it leads from https to http', async () => {
    const { message, remedy, status } = await checkCatalog('https', true);
    expect(status).toBe('warning');
    expect(message).toContain('the token is sent unencrypted');
    expect(remedy).toContain('correct the endpoint in the catalog');
  });

  it.each([
    ['https', false],
    // Who configures http knows it.
    ['http', true],
  ])('does not warn for %s, plain: %p', async (keystone, isPlain) => {
    expect((await checkCatalog(keystone, isPlain)).status).toBe('passed');
  });
});
