import { createTestContext } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  ProviderFailure,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { KeystoneSession } from './KeystoneSession';
import type { Credentials } from '../config/settings';
import { responseOf, FakeCloud } from '../__testUtils__/FakeCloud';

const CREDENTIALS: Credentials = {
  method: 'password',
  user: { name: 'admin', domain: { id: 'default' } },
  password: 'very-secret',
  project: { name: 'admin', domain: { id: 'default' } },
};

const APPLICATION_CREDENTIAL: Credentials = {
  method: 'application_credential',
  credential: { id: 'abc' },
  secret: 'very-secret',
};

describe('KeystoneSession', () => {
  let cloud: FakeCloud;
  let client: UpstreamClient;
  let now: number;

  function session(read: () => Credentials = () => CREDENTIALS) {
    const credentials = async () => read();
    return new KeystoneSession({
      client,
      credentials,
      clock: { now: () => now, monotonic: () => now },
    });
  }

  async function failure(promise: Promise<unknown>): Promise<ProviderFailure> {
    const error: any = await promise.catch(reason => reason);
    expect(error).toBeInstanceOf(ProviderFailure);
    expect(JSON.stringify(error)).not.toContain('very-secret');
    expect(error.message).not.toMatch(/https?:|127\.0/);
    return error;
  }

  beforeEach(async () => {
    now = Date.now();
    cloud = new FakeCloud();
    client = createTestContext({ config: {} }).http({
      label: 'Keystone',
      baseUrl: `${await cloud.listen()}/v3`,
    });
  });

  afterEach(async () => {
    await client.close();
    await cloud.close();
  });

  it('logs in once for the lifetime of a token', async () => {
    const keystone = session();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => keystone.token()),
    );
    expect(new Set(tokens.map(({ id }) => id))).toEqual(new Set(['token-1']));
    now += 45 * 60_000;
    expect((await keystone.token()).id).toBe('token-1');
    expect(cloud.logins).toBe(1);
    expect(tokens[0]).toMatchObject({
      userName: 'admin',
      project: { name: 'admin' },
      roles: ['member', 'admin', 'reader'],
    });
  });

  it('renews before the end, at a different moment in each session', async () => {
    const ends = new Set<number>();
    for (let index = 0; index < 5; index += 1) {
      const { expiresAt, renewAt } = await session().token();
      expect(expiresAt - renewAt).toBeGreaterThanOrEqual(5 * 60_000);
      expect(expiresAt - renewAt).toBeLessThanOrEqual(10 * 60_000);
      ends.add(renewAt);
    }
    expect(ends.size).toBeGreaterThan(1);

    const keystone = session();
    const { renewAt } = await keystone.token();
    cloud.requests.length = 0;
    now = renewAt;
    const renewed = await Promise.all([keystone.token(), keystone.token()]);
    expect(renewed[0].id).toBe(renewed[1].id);
    expect(cloud.logins).toBe(1);
  });

  it('uses the lifetime of a token, not the clock of Keystone', async () => {
    cloud.clockAhead = -7 * 3600;
    cloud.tokenLasts = 600;
    const keystone = session();
    const { expiresAt, renewAt } = await keystone.token();
    expect(Math.abs(expiresAt - now - 600_000)).toBeLessThan(2_000);
    expect(renewAt).toBeGreaterThan(now);
    await keystone.token();
    expect(cloud.logins).toBe(1);
  });

  it('uses a valid token while Keystone is unavailable', async () => {
    const keystone = session();
    const { renewAt, expiresAt } = await keystone.token();
    cloud.routes['POST identity /auth/tokens'] = { status: 503 };
    now = renewAt + 1;
    cloud.requests.length = 0;
    expect((await keystone.token()).id).toBe('token-1');
    expect((await keystone.token()).id).toBe('token-1');
    expect(cloud.logins).toBe(1);
    now = expiresAt + 1;
    const error = await failure(keystone.token());
    expect(error.code).toBe('UPSTREAM_ERROR');
    // Refused credentials are different: they stay refused.
    const other = session();
    delete cloud.routes['POST identity /auth/tokens'];
    cloud.routes['POST identity /auth/tokens'] = responseOf(
      'token-wrong-password-401',
    );
    expect((await failure(other.token())).code).toBe('UNAUTHORIZED');
  });

  it('drops a refused token, but not a newer one', async () => {
    const keystone = session();
    const first = await keystone.token();
    keystone.invalidate(first);
    const second = await keystone.token();
    expect(second.id).toBe('token-2');
    keystone.invalidate(first);
    expect((await keystone.token()).id).toBe('token-2');
  });

  it('reads the credentials for each login', async () => {
    let password = 'very-secret';
    const keystone = session(
      () => ({ ...CREDENTIALS, password } as Credentials),
    );
    keystone.invalidate(await keystone.token());
    password = 'rotated';
    await keystone.token();
    expect(
      cloud
        .sent('POST identity /auth/tokens')
        .map(({ body }) => body.auth.identity.password.user.password),
    ).toEqual(['very-secret', 'rotated']);
    const broken = session(() => {
      throw new ProviderFailure('MISCONFIGURED', 'cloud: clouds.yaml is gone');
    });
    expect(await failure(broken.token())).toMatchObject({
      code: 'MISCONFIGURED',
      message: 'cloud: clouds.yaml is gone',
    });
  });

  it.each([
    ['token-wrong-password-401', CREDENTIALS, 'UNAUTHORIZED', /domain/],
    [
      'token-wrong-password-401',
      APPLICATION_CREDENTIAL,
      'UNAUTHORIZED',
      /application credential create/,
    ],
    [
      'token-appcred-unknown-id',
      APPLICATION_CREDENTIAL,
      'UNAUTHORIZED',
      /application credential create/,
    ],
    ['token-user-without-domain', CREDENTIALS, 'MISCONFIGURED', /Domain/],
    ['placement-unknown-404', CREDENTIALS, 'MISCONFIGURED', /authUrl/],
    ['projects-member-403', CREDENTIALS, 'FORBIDDEN', /locked/],
    ['no-neutron-servers-detail', CREDENTIALS, 'UPSTREAM_ERROR', /log/],
  ])('maps the response %s', async (name, credentials, code, hint) => {
    cloud.routes['POST identity /auth/tokens'] = responseOf(name);
    const error = await failure(session(() => credentials).token());
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(hint);
  });

  it('refuses a token without a project, and a response without a token', async () => {
    cloud.routes['POST identity /auth/tokens'] = {
      ...responseOf('token-password-unscoped'),
      headers: { 'x-subject-token': 'unscoped' },
    };
    expect(await failure(session().token())).toMatchObject({
      code: 'MISCONFIGURED',
      hint: expect.stringContaining('openstack role add'),
    });
    cloud.routes['POST identity /auth/tokens'] = responseOf(
      'token-password-admin',
    );
    expect((await failure(session().token())).code).toBe('INVALID_RESPONSE');
    cloud.routes['POST identity /auth/tokens'] = { body: '<html>' };
    expect((await failure(session().token())).code).toBe('INVALID_RESPONSE');
    cloud.routes['POST identity /auth/tokens'] = {
      status: 429,
      headers: { 'retry-after': '7' },
    };
    expect(await failure(session().token())).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 7_000,
    });
  });
});
