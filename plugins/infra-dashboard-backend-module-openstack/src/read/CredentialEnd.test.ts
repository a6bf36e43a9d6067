import type { OpenStackClient } from '../client';
import { CloudFixture, read as readCloud } from '../__testUtils__/CloudFixture';
import { CredentialEnd } from './CredentialEnd';

const { signal } = new AbortController();

function read(token: object, get: jest.Mock = jest.fn()) {
  const client = {
    token: async () => token,
    get,
  } as unknown as OpenStackClient;
  return { get, end: new CredentialEnd(client) };
}

const responseOf = (expires_at: string | null) =>
  jest.fn(async () => ({ application_credential: { expires_at } }));

describe('CredentialEnd', () => {
  it('takes that of a password from the token, without a request', async () => {
    const expiresAt = Date.parse('2026-12-01T00:00:00Z');
    const { end, get } = read({ passwordEndsAt: expiresAt });
    expect(await end.read(signal)).toEqual({ kind: 'password', expiresAt });
    expect(await read({}).end.read(signal)).toBeUndefined();
    expect(get).not.toHaveBeenCalled();
  });

  it('reads that of an application credential once a day', async () => {
    const { end, get } = read(
      { userId: 'u 1', credentialId: 'c1' },
      responseOf('2026-12-01T00:00:00.000000'),
    );
    const expected = {
      ...{ kind: 'credential', expiresAt: Date.parse('2026-12-01T00:00:00Z') },
    };
    expect(await end.read(signal)).toEqual(expected);
    expect(await end.read(signal)).toEqual(expected);
    expect(get).toHaveBeenCalledTimes(1);
    expect(get.mock.calls[0][0]).toMatchObject({
      path: '/users/u%201/application_credentials/c1',
    });
  });

  it.each<[string, object, jest.Mock]>([
    ['does not end', {}, responseOf(null)],
    ['ends at no date', {}, responseOf('soon')],
    ['is not to be read', {}, jest.fn().mockRejectedValue(new Error('403'))],
  ])(
    'knows nothing where the credential %s, and does not ask again',
    async (_, more, get) => {
      const { end } = read({ userId: 'u', credentialId: 'c', ...more }, get);
      expect(await end.read(signal)).toBeUndefined();
      expect(await end.read(signal)).toBeUndefined();
      expect(get).toHaveBeenCalledTimes(1);
    },
  );

  it('sends no request that access rules do not name', async () => {
    const { end, get } = read({
      ...{ userId: 'u', credentialId: 'c', accessRules: [{}] },
    });
    expect(await end.read(signal)).toBeUndefined();
    expect(get).not.toHaveBeenCalled();
  });
});

describe('a region', () => {
  const fixture = new CloudFixture();

  afterEach(() => fixture.stop());

  it('reports a password that ends within two weeks, and none that ends later', async () => {
    await fixture.start('member');
    const reported = async (days: number) => {
      const end = new Date(Date.now() + days * 86_400_000).toISOString();
      // As Keystone writes it.
      fixture.cloud.passwordExpiresAt = end.replace('Z', '000');
      const { cluster } = await readCloud(fixture.provider());
      return cluster.limitations?.find(
        ({ concerns }) => concerns === 'credentials',
      );
    };
    const now = new Date(Date.now() + 13 * 86_400_000).toISOString();
    expect(await reported(13)).toMatchObject({
      code: 'password-expires',
      params: { end: expect.stringContaining(now.slice(0, 10)) },
      remedyCode: 'renew-before',
    });
    expect(await reported(15)).toBeUndefined();
  });
});
