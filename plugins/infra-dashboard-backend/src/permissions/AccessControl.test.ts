import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
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

  const visibilityOf = async (access: AccessControl, authorization: string) =>
    access.visibilityOf(
      await access.credentialsOf({ headers: { authorization } } as Request),
    );

  it('asks once for all requests with a token of a user', async () => {
    const { access, decide } = start(5_000);
    const one = mockCredentials.user.header('user:default/one');
    const all = await Promise.all(
      [1, 2, 3].map(() => visibilityOf(access, one)),
    );
    expect(new Set(all).size).toBe(1);
    expect(decide).toHaveBeenCalledTimes(1);
    await visibilityOf(access, mockCredentials.user.header('user:default/two'));
    expect(decide).toHaveBeenCalledTimes(2);
    // Its claims may be others, and a policy may go by them.
    const another = one.replace('}', ',"ent":[]}');
    await visibilityOf(access, another);
    expect(decide).toHaveBeenCalledTimes(3);
    await visibilityOf(access, another);
    expect(decide).toHaveBeenCalledTimes(3);
    for (const [index, credentials] of [
      mockCredentials.service(),
      mockCredentials.service(),
      // Of a plugin that acts for a user, and of a caller without a request.
      mockCredentials.user('user:default/one', {
        actor: { subject: 'plugin:search' },
      }),
      mockCredentials.user('user:default/one'),
    ].entries()) {
      await access.visibilityOf(credentials);
      expect(decide).toHaveBeenCalledTimes(4 + index);
    }
  });

  it('remembers no refusal, and nothing without a time', async () => {
    const { access, decide } = start(5_000);
    decide.mockImplementationOnce(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    const user = mockCredentials.user.header();
    await expect(visibilityOf(access, user)).rejects.toThrow('permission');
    await visibilityOf(access, user);
    expect(decide).toHaveBeenCalledTimes(2);
    const never = start(0);
    await visibilityOf(never.access, user);
    await visibilityOf(never.access, user);
    expect(never.decide).toHaveBeenCalledTimes(2);
  });
});
