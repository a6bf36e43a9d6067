import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { BASE, useManagedProviders } from './__testUtils__/useManagedProviders';

jest.setTimeout(60_000);

describe('managing providers', () => {
  const { start, stop, call, stateOf, readSwitches, events, fake, check } =
    useManagedProviders();

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
