import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { BASE, useManagedProviders } from './__testUtils__/useManagedProviders';

jest.setTimeout(60_000);

describe('managing providers', () => {
  const { call, stateOf, permissions, events } = useManagedProviders();

  it('names what is wrong with a body', async () => {
    const cases: Array<[object | string, string]> = [
      [{}, 'enabled: must be true or false'],
      [{ enabled: 'yes' }, 'enabled: must be true or false'],
      [{ enabled: true, force: 1 }, 'force'],
      [[], 'body'],
    ];
    for (const [body, message] of cases) {
      const reply = await call('put', `${BASE}/one/enabled`).send(body);
      expect(reply.status).toBe(400);
      expect(reply.body.error.message).toContain(message);
    }
    const broken = await call('put', `${BASE}/one/enabled`)
      .set('Content-Type', 'application/json')
      .send('{');
    expect(broken.status).toBe(400);
  });

  it('validates an entry as the configuration is, and repeats no secret', async () => {
    const good = await call('post', `${BASE}/validate`).send({
      name: 'pve-paris',
      type: 'proxmox',
      url: 'https://portal:hunter2@pve1.example:8006',
      tokenId: 'backstage@pve!portal',
      tokenSecret: 's3cret-value',
    });
    expect(good.status).toBe(200);
    expect(good.text).not.toMatch(/s3cret-value|hunter2/);
    expect(good.body.variables).toEqual(['PVE_PARIS_TOKEN_SECRET']);
    expect(good.body.snippet).toContain(
      'tokenSecret: ${PVE_PARIS_TOKEN_SECRET}',
    );
    const bad = await call('post', `${BASE}/validate`).send({
      name: 'pve',
      type: 'proxmox',
      url: 'https://pve1.example:8006',
      tokenId: 'no-token-id',
      refreshInterval: 'soon',
    });
    expect(bad.body).toMatchObject({
      ok: false,
      issues: [{ key: 'refreshInterval' }],
    });
    const worse = await call('post', `${BASE}/validate`).send({
      name: 'pve',
      type: 'proxmox',
      url: 'https://pve1.example:8006',
      tokenId: 'no-token-id',
      tokenSecret: 'x',
    });
    expect(worse.body.issues).toEqual([
      {
        key: 'tokenId',
        message: expect.stringContaining('user@realm!name'),
        messageCode: 'must-look-like-token',
      },
    ]);
    const unknown = await call('post', `${BASE}/validate`).send({
      name: 'a',
      type: 'vsphere',
    });
    expect(unknown.body.issues[0].key).toBe('type');
    expect((await call('post', `${BASE}/validate`).send([])).status).toBe(400);
    const deep = await call('post', `${BASE}/validate`)
      .set('Content-Type', 'application/json')
      .send(`{"name":"a","a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`);
    expect(deep.status).toBe(400);
    expect(deep.body.error.message).toContain('more than 32 levels');
  });

  it('requires the permission, and every attempt is audited', async () => {
    const attempts: Array<['post' | 'put', string, object?]> = [
      ['post', `${BASE}/one/test`],
      ['post', `${BASE}/one/refresh`],
      ['put', `${BASE}/one/enabled`, { enabled: false }],
    ];
    for (const [method, path] of attempts) {
      const hidden = await call(method, path.replace('/one/', '/hidden/')).send(
        {
          enabled: false,
        },
      );
      expect(hidden.status).toBe(404);
    }
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    events.length = 0;
    for (const [method, path, body] of attempts) {
      const reply = await call(method, path).send(body);
      expect(reply.status).toBe(403);
      expect(reply.body.error.message).toContain(
        'infra-dashboard.providers.manage',
      );
    }
    expect((await call('post', `${BASE}/validate`).send({})).status).toBe(403);
    expect(events).toEqual([
      'provider-test one NotAllowedError',
      'provider-refresh one NotAllowedError',
      'provider-switch one NotAllowedError',
      'access-denied undefined NotAllowedError',
    ]);
    const service = await call(
      'post',
      `${BASE}/one/test`,
      mockCredentials.service.header(),
    );
    expect(service.status).toBe(403);
    const nobody = await call(
      'post',
      `${BASE}/one/test`,
      mockCredentials.none.header(),
    );
    expect(nobody.status).toBe(401);
    expect(await stateOf('one')).toBe('ok');
  });

  it('audits reads that are denied, and those of details', async () => {
    const infra = '/api/infra-dashboard';
    events.length = 0;
    await call('get', `${infra}/clusters`).expect(200);
    await call('get', `${infra}/workloads/one/nope`).expect(404);
    expect(events).toEqual([]);
    await call('get', `${infra}/workloads/one/nope?include=detail`).expect(404);
    expect(events).toEqual(['workload-read one NotFoundError']);
    permissions.authorizeConditional.mockResolvedValue([
      { result: AuthorizeResult.DENY },
      { result: AuthorizeResult.DENY },
    ]);
    // What the other user may see is remembered for some seconds.
    const eve = mockCredentials.user.header('user:default/eve');
    await call('get', `${infra}/clusters`, eve).expect(403);
    await call('get', `${infra}/workloads/one/web`, eve).expect(403);
    expect(events.slice(1)).toEqual([
      'access-denied undefined NotAllowedError',
      'workload-read one NotAllowedError',
    ]);
  });
});
