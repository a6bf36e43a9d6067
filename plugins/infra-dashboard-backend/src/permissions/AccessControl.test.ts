import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AccessControl } from './AccessControl';

describe('AccessControl', () => {
  function start(decisionTtlMs: number) {
    const permissions = mockServices.permissions.mock();
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.ALLOW })),
    );
    const access = new AccessControl({
      ...{ decisionTtlMs, permissions },
      auth: mockServices.auth(),
      config: mockServices.rootConfig(),
      httpAuth: mockServices.httpAuth(),
      logger: mockServices.logger.mock(),
      permissionsRegistry: mockServices.permissionsRegistry.mock(),
    });
    const decide = permissions.authorizeConditional;
    return { access, decide };
  }

  it('asks once for all requests of a user', async () => {
    const { access, decide } = start(5_000);
    const one = mockCredentials.user('user:default/one');
    const all = await Promise.all(
      [1, 2, 3].map(() => access.visibilityOf(one)),
    );
    expect(new Set(all).size).toBe(1);
    expect(decide).toHaveBeenCalledTimes(1);
    await access.visibilityOf(mockCredentials.user('user:default/two'));
    expect(decide).toHaveBeenCalledTimes(2);
    for (const _ of [1, 2]) {
      await access.visibilityOf(mockCredentials.service());
    }
    expect(decide).toHaveBeenCalledTimes(4);
  });

  it('remembers no refusal, and nothing without a time', async () => {
    const { access, decide } = start(5_000);
    decide.mockImplementationOnce(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    const user = mockCredentials.user();
    await expect(access.visibilityOf(user)).rejects.toThrow('permission');
    await access.visibilityOf(user);
    expect(decide).toHaveBeenCalledTimes(2);
    const never = start(0);
    await never.access.visibilityOf(user);
    await never.access.visibilityOf(user);
    expect(never.decide).toHaveBeenCalledTimes(2);
  });
});
