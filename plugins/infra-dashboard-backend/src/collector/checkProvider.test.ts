import { mockServices } from '@backstage/backend-test-utils';
import {
  Redactor,
  type InfraProvider,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkProvider, waitForCredentials } from './checkProvider';

describe('checkProvider', () => {
  it('removes secrets from texts and from their parameters', async () => {
    const provider: Pick<InfraProvider, 'check'> = {
      check: async () => ({
        ok: false,
        checks: [
          {
            id: 'read',
            title: 'Read hunter2',
            titleCode: 'read',
            titleParams: { what: 'hunter2' },
            status: 'failed',
            message: 'Upstream wrote hunter2',
            messageCode: 'upstream-wrote',
            params: { text: 'hunter2', count: 1 },
          },
        ],
      }),
    };
    const check = await checkProvider(provider as InfraProvider, {
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
      redactor: new Redactor({ token: 'hunter2' }),
    });
    expect(check.checks).toEqual([
      {
        id: 'read',
        title: 'Read …',
        titleCode: 'read',
        titleParams: { what: '…' },
        status: 'failed',
        message: 'Upstream wrote …',
        messageCode: 'upstream-wrote',
        params: { text: '…', count: 1 },
      },
    ]);
  });

  it('can be translated where refused credentials have to wait', () => {
    expect(waitForCredentials(61_000).checks).toEqual([
      expect.objectContaining({
        titleCode: 'check-connection',
        messageCode: 'credentials-refused',
        remedyCode: 'change-credentials-wait',
        remedyParams: { count: 2 },
      }),
    ]);
  });
});
