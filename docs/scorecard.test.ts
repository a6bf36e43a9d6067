import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createUnownedFacts } from './examples/scorecard/unownedFacts';

describe('the fact retriever for scorecards', () => {
  it('has the numbers of each cluster for its entity', async () => {
    const entity = (name: string, annotations: Record<string, string>) => ({
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Resource', spec: {} },
      metadata: { name, annotations },
    });
    const counts = { total: 7, none: 2, default: 1 };
    const getUnowned = jest.fn(async () => ({
      ...{ items: [], totalItems: 3, counts },
      clusters: ['paris', 'gone'].map(cluster => ({
        ...{ cluster, provider: 'nomad', ...counts },
      })),
    }));
    const retriever = createUnownedFacts({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          entity('paris', { 'infra-dashboard.io/cluster': 'paris' }),
          entity('node-1', {
            'infra-dashboard.io/cluster': 'paris',
            'infra-dashboard.io/node': 'node-1',
          }),
          entity('bucket', {}),
        ],
      }),
      inventory: { getUnowned },
    });
    const facts = await retriever.handler();
    expect(facts).toEqual([
      {
        entity: { kind: 'Resource', name: 'paris', namespace: 'default' },
        facts: { infraWorkloads: 7, infraUnowned: 2, infraOwnedByDefault: 1 },
      },
    ]);
    expect(Object.keys(facts[0].facts)).toEqual(Object.keys(retriever.schema));
  });
});
