import { CloudFixture, failure } from './__testUtils__/CloudFixture';
import { responseOf } from './__testUtils__/FakeCloud';

const { signal } = new AbortController();

describe('checkConnection', () => {
  const fixture = new CloudFixture();

  afterEach(() => fixture.stop());

  describe('as admin', () => {
    beforeEach(() => fixture.start('admin'));

    it('checks the connection step by step', async () => {
      const { ok, checks } = await fixture
        .provider()
        .checkConnection({ signal });
      expect(ok).toBe(true);
      expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
        'login passed',
        'catalog passed',
        'servers passed',
        'projects passed',
        'hypervisors passed',
        'placement passed',
      ]);
      expect(checks.map(({ titleCode }) => titleCode)).toEqual(
        checks.map(({ id }) => `title-${id}`),
      );
      expect(checks[0].message).toBe(
        'Project admin, roles: admin, member, reader; the token is valid for 60 min',
      );
      expect(checks[1]).toMatchObject({
        message: 'Region RegionOne, microversions up to 2.93',
        messageCode: 'nova-found',
        params: { region: 'RegionOne', microversion: '2.93' },
      });
    });

    it('reports at which step the connection fails', async () => {
      const region = await fixture.provider({ region: 'us' }).checkConnection({
        signal,
      });
      expect(region.ok).toBe(false);
      expect(region.checks.map(({ status }) => status)).toEqual([
        'passed',
        'failed',
        'skipped',
        'skipped',
        'skipped',
        'skipped',
      ]);
      expect(region.checks[1].remedy).toContain('RegionOne');
      fixture.cloud.routes['POST identity /auth/tokens'] = responseOf(
        'token-wrong-password-401',
      );
      const login = await fixture.provider().checkConnection({ signal });
      expect([login.ok, login.checks[0].status]).toEqual([false, 'failed']);
      expect(JSON.stringify(login)).not.toMatch(/very-secret|127\.0/);
      // A read fails for the same reason.
      const error = await failure(
        fixture.provider().getAllClusters({ signal }),
      );
      expect(error.code).toBe('UNAUTHORIZED');
    });
  });

  describe('as member', () => {
    beforeEach(() => fixture.start('member'));

    it('reports what grants the steps that are forbidden', async () => {
      const { ok, checks } = await fixture
        .provider()
        .checkConnection({ signal });
      expect(ok).toBe(true);
      expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
        'login passed',
        'catalog passed',
        'servers passed',
        'projects warning',
        'hypervisors warning',
        'placement warning',
      ]);
      expect(checks[4].remedy).toContain('--role admin');
      expect(checks[5].remedy).toContain('policy.yaml');
    });
  });
});
