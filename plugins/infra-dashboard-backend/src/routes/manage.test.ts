import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { BASE, useManagedProviders } from './__testUtils__/useManagedProviders';

jest.setTimeout(60_000);

describe('managing providers', () => {
  const {
    start,
    stop,
    call,
    stateOf,
    readSwitches,
    events,
    fake,
    check,
    permissions,
  } = useManagedProviders();

  it('tests a connection, also of a provider that is off, once at a time', async () => {
    const reply: ConnectionCheck = {
      ok: true,
      checks: [{ id: 'nodes', title: 'May list nodes', status: 'passed' }],
    };
    let replyNow = () => {};
    check.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          replyNow = () => resolve(reply);
        }),
    );
    const both = [1, 2].map(() => call('post', `${BASE}/one/test`).then());
    await waitFor(async () => expect(check).toHaveBeenCalledTimes(1));
    await new Promise(next => setTimeout(next, 50));
    replyNow();
    for (const { status, body } of await Promise.all(both)) {
      expect([status, body]).toEqual([200, reply]);
    }
    expect(check).toHaveBeenCalledTimes(1);

    check.mockRejectedValueOnce(
      new ProviderFailure('TLS', 'The certificate is not trusted', {
        hint: 'Add its authority',
      }),
    );
    const off = await call('post', `${BASE}/off/test`);
    expect(off.body).toEqual({
      ok: false,
      checks: [
        {
          id: 'connect',
          title: 'Connect',
          titleCode: 'check-connection',
          status: 'failed',
          message: 'The certificate is not trusted',
          remedy: 'Add its authority',
        },
      ],
    });
    expect(fake.providers.at(-1)).toMatchObject({
      name: 'off',
      isClosed: true,
    });
    const wrong = await call('post', `${BASE}/wrong/test`);
    expect(wrong.body.checks[0].message).toContain(
      'infraDashboard.providers[3].nodes',
    );
    expect(events).toEqual([
      'provider-test one success',
      'provider-test one success',
      'provider-test off success',
      'provider-test wrong success',
    ]);
  });

  it('refreshes at once', async () => {
    const read = jest.spyOn(fake.behavior, 'topology');
    const before = read.mock.calls.length;
    const { status, body } = await call('post', `${BASE}/one/refresh`);
    expect([status, body.name, body.state]).toEqual([200, 'one', 'ok']);
    expect(read.mock.calls.length).toBe(before + 1);
    const off = await call('post', `${BASE}/off/refresh`);
    expect([off.status, off.body.error.message]).toEqual([
      400,
      "The provider 'off' is disabled",
    ]);
  });

  it('mutes problems for those who may, over restarts', async () => {
    const problems = '/api/infra-dashboard/problems';
    const { body } = await call('get', problems);
    expect(body).toMatchObject({
      items: [{ kind: 'misconfigured', cluster: 'wrong', count: 1 }],
      ...{ totalItems: 1, mayMute: true, muted: 0 },
      counts: { total: 1, misconfigured: 1 },
    });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const request = { problem: body.items[0].id, until, reason: 'Known' };
    const mute = await call('post', `${problems}/mutes`).send(request);
    expect([mute.status, mute.body]).toMatchObject([
      200,
      { ...request, by: 'user:default/mock' },
    ]);
    const hidden = { cluster: 'hidden', until };
    expect((await call('post', `${problems}/mutes`).send(hidden)).status).toBe(
      404,
    );
    expect(
      (await call('post', `${problems}/mutes`).send({ until: 'later' })).status,
    ).toBe(400);
    await stop();
    await start();
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    await call('post', `${problems}/mutes`).send({ problem: 'p\n1', until });
    const denied = await call('delete', `${problems}/mutes/${mute.body.id}`);
    expect([denied.status, denied.body.error.message]).toEqual([
      403,
      'Muting problems needs the permission infra-dashboard.problems.mute',
    ]);
    const muted = await call('get', `${problems}?muted=true`);
    expect(muted.body).toMatchObject({
      items: [{ mute: { reason: 'Known', until } }],
      ...{ mayMute: false, muted: 1, counts: { total: 0 } },
    });
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
    await call('delete', `${problems}/mutes/${mute.body.id}`);
    const after = await call('get', `${problems}?muted=true`);
    expect(after.body.totalItems).toBe(0);
    expect(events).toEqual([
      'problem-mute user:default/mock success',
      'problem-mute hidden NotFoundError',
      'problem-mute undefined InputError',
      'problem-mute p 1 NotAllowedError',
      'problem-unmute undefined NotAllowedError',
      'problem-unmute user:default/mock success',
    ]);
  });

  it('switches providers on and off, over restarts and for all replicas', async () => {
    const off = await call('put', `${BASE}/one/enabled`).send({
      enabled: false,
    });
    expect([off.status, off.body.state]).toEqual([200, 'disabled']);
    await call('put', `${BASE}/off/enabled`).send({ enabled: true });
    await waitFor(async () => expect(await stateOf('off')).toBe('ok'));
    expect(await readSwitches()).toEqual([
      expect.objectContaining({
        provider: 'one',
        changed_by: 'user:default/mock',
      }),
      expect.objectContaining({ provider: 'off' }),
    ]);
    await stop();
    const restarted = start().catch(() => {});
    await waitFor(async () => expect(await stateOf('one')).toBe('disabled'));
    await call('put', `${BASE}/one/enabled`).send({ enabled: true });
    await restarted;
    const wrong = await call('put', `${BASE}/wrong/enabled`).send({
      enabled: false,
    });
    expect(wrong.status).toBe(400);
  });
});
