import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  infraInventoryServiceRef,
  type InfraInventoryService,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { reportPlugin } from './plugin';

describe('reportPlugin', () => {
  const getWorkloads = jest.fn<
    ReturnType<InfraInventoryService['getWorkloads']>,
    Parameters<InfraInventoryService['getWorkloads']>
  >();
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        reportPlugin,
        createServiceFactory({
          service: infraInventoryServiceRef,
          deps: {},
          factory: () =>
            ({
              getWorkloads,
            } as Partial<InfraInventoryService> as InfraInventoryService),
        }),
      ],
    });
  });

  afterAll(() => backend?.stop());

  it('reports failed workloads on behalf of the user', async () => {
    getWorkloads.mockResolvedValue({
      totalItems: 1,
      items: [
        {
          id: 'uid-1',
          name: 'checkout',
          cluster: 'k8s-prod',
          provider: 'kubernetes',
          type: 'pod',
          status: 'CrashLoopBackOff',
          health: 'failed',
          cpu: {},
          memory: {},
        },
      ],
    });
    const response = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/report`,
    );
    expect(await response.json()).toEqual({
      totalItems: 1,
      names: ['checkout'],
    });
    expect(getWorkloads).toHaveBeenCalledWith(
      expect.objectContaining({ health: 'failed' }),
      { credentials: mockCredentials.user() },
    );
  });
});
