import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { features } from '../testing/features';
import { createFakeFactory } from '../testing/FakeProvider';
import { platformModule } from '../testing/platformModule';
import { decideWith } from './__testUtils__/decideWith';
import { infraClusterConditions as conditions } from './rules';

jest.setTimeout(120_000);

const HIDDEN = 'vault';

describe('the place of a misconfigured provider', () => {
  const permissions = mockServices.permissions.mock();
  let backend: TestBackend;

  beforeAll(async () => {
    permissions.authorizeConditional.mockImplementation(decideWith({}));
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(createFakeFactory().factory),
        permissions.factory,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              permissions: { decisionTtl: '0s' },
              providers: [
                { name: HIDDEN, type: 'nomad' },
                { name: HIDDEN, type: 'nomad' },
                { type: 'nomad' },
                { name: 'wrong', type: 'nomad', nodes: 'many' },
                { name: 'good', type: 'nomad' },
              ],
            },
          },
        }),
      ],
    });
  });

  afterAll(() => backend?.stop());

  async function readAll() {
    const replies = await Promise.all(
      ['/clusters', '/clusters/wrong', '/providers', '/health/providers'].map(
        path =>
          request(backend.server)
            .get(`/api/infra-dashboard${path}`)
            .set('Authorization', mockCredentials.user.header()),
      ),
    );
    return replies.map(({ text }) => text);
  }

  it('is known to who may see all, and tells no others how many are hidden', async () => {
    await waitFor(async () => {
      for (const text of await readAll()) {
        expect(text).toContain('infraDashboard.providers[3].nodes');
      }
    });
    permissions.authorizeConditional.mockImplementation(
      decideWith({
        'infra-cluster': { not: conditions.isCluster({ names: [HIDDEN] }) },
      }),
    );
    for (const text of await readAll()) {
      expect(text).toContain('infraDashboard.providers[…].nodes');
      expect(text).not.toMatch(/\[\d+\]|vault/);
    }
  });
});
