import { recorded } from './__fixtures__';
import {
  ClientFixture,
  HYPERVISORS,
  SERVERS,
} from './__testUtils__/ClientFixture';
import { failure } from './__testUtils__/CloudFixture';
import { responseOf } from './__testUtils__/FakeCloud';

describe('OpenStackClient', () => {
  let fixture: ClientFixture;

  beforeEach(() => {
    fixture = new ClientFixture();
  });

  afterEach(() => fixture.stop());

  it('logs in once if a token is refused, for all requests', async () => {
    const nova = await fixture.client();
    await nova.get(HYPERVISORS);
    fixture.cloud.tokens.clear();
    const lists = await Promise.all([
      nova.list(SERVERS),
      nova.get(HYPERVISORS),
      nova.get(HYPERVISORS),
    ]);
    expect(lists[0].items).toHaveLength(21);
    expect(fixture.cloud.logins).toBe(2);
  });

  it('does not repeat a login if the new token is refused, too', async () => {
    const nova = await fixture.client();
    fixture.cloud.routes['placement /resource_providers'] =
      responseOf('nova-bad-token-401');
    const placement = {
      ...HYPERVISORS,
      service: 'placement',
      path: '/resource_providers',
    } as const;
    expect(await failure(nova.get(placement))).toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringContaining('keystone_authtoken'),
    });
    expect(fixture.cloud.logins).toBe(2);
    // Other services still accept the token.
    await nova.get(HYPERVISORS);
    await failure(nova.get(placement));
    await failure(nova.get(placement));
    expect(fixture.cloud.logins).toBe(2);
  });

  it('logs in once if a path refuses a token that its service accepts', async () => {
    const nova = await fixture.client();
    const path = 'compute /os-hypervisors/detail';
    const good = fixture.cloud.routes[path];
    fixture.cloud.routes[path] = responseOf('nova-bad-token-401');
    for (let refresh = 0; refresh < 4; refresh += 1) {
      await failure(nova.get(HYPERVISORS));
      await nova.list(SERVERS);
    }
    expect(fixture.cloud.logins).toBe(2);
    // An expired token is different.
    fixture.cloud.tokens.clear();
    await nova.list(SERVERS);
    expect(fixture.cloud.logins).toBe(3);
    fixture.cloud.routes[path] = good;
    await nova.get(HYPERVISORS);
    fixture.cloud.tokens.clear();
    await nova.get(HYPERVISORS);
    expect(fixture.cloud.logins).toBe(4);
  });

  it('reports a 401 because of access rules as forbidden', async () => {
    const { body } = recorded('token-appcred-rules');
    fixture.cloud.editToken = token => {
      token.application_credential = body.token.application_credential;
      for (const rule of token.application_credential.access_rules) {
        rule.path = `/compute${rule.path}`;
      }
    };
    fixture.cloud.routes['compute /os-hypervisors/detail'] = responseOf(
      'flavors-appcred-rules-denied',
    );
    const nova = await fixture.client();
    expect(await failure(nova.get(HYPERVISORS))).toMatchObject({
      code: 'FORBIDDEN',
      upstreamStatus: 403,
      message:
        'The access rules of the application credential do not allow it to list hypervisors',
    });
    expect(fixture.cloud.logins).toBe(1);
    // A request that the rules allow is refused because the token expired.
    fixture.cloud.tokens.clear();
    expect((await nova.list(SERVERS)).items).toHaveLength(21);
    expect(fixture.cloud.logins).toBe(2);
  });

  it('maps statuses, and quotes nothing of the response', async () => {
    const status = async (name: string | object) => {
      fixture.cloud.routes['compute /os-hypervisors/detail'] =
        typeof name === 'string' ? responseOf(name) : name;
      return failure((await fixture.client()).get(HYPERVISORS));
    };
    const denied = await status('hypervisors-detail-member');
    expect(denied).toMatchObject({ code: 'FORBIDDEN', upstreamStatus: 403 });
    const broken = await status('no-neutron-servers-detail');
    expect(broken).toMatchObject({
      code: 'UPSTREAM_ERROR',
      message:
        'Nova responded with status 500 to the request to list hypervisors',
    });
    expect(
      await status({ status: 413, headers: { 'retry-after': '3' } }),
    ).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_000 });
    expect((await status({ body: '<html>' })).code).toBe('INVALID_RESPONSE');
    expect(JSON.stringify([denied, broken])).not.toMatch(
      /token-|keystoneauth|127\.0/,
    );
  });
});
