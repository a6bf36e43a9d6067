import { readOracle } from '../../../infra-dashboard-backend-module-kubernetes/src/__fixtures__';
import { createProvider } from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/createProvider';
import {
  FakeApiServer,
  pagesOf,
  TOKEN,
} from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/FakeApiServer';
import { composeCapacity } from './composeCapacity';

/** Generated clusters, and how many pods of a size a kube-scheduler bound to which node. */
const cases = readOracle('oracle-scheduler.jsonl').map(
  ({ bound, nodes, pods, size }, index) => ({
    bound,
    index,
    nodes,
    pods,
    size,
  }),
);

describe('where pods fit', () => {
  const server = new FakeApiServer();
  let url: string;

  beforeAll(async () => {
    url = await server.listen();
  });

  afterAll(() => server.close());

  it.each(cases)(
    'is where a real scheduler placed them, case $index',
    async ({ bound, nodes, pods, size }) => {
      server.routes['/api/v1/nodes'] = pagesOf(nodes);
      server.routes['/api/v1/pods'] = pagesOf(pods);
      const provider = createProvider({ url, serviceAccountToken: TOKEN });
      const { signal } = new AbortController();
      const [cluster] = await provider.getAllClusters({ signal, cycle: {} });
      await provider.close();
      const found = composeCapacity(cluster.nodes, size);
      expect(
        Object.fromEntries(found.nodes.map(({ fits, name }) => [name, fits])),
      ).toEqual(bound);
      const placed = Object.values<number>(bound).reduce(
        (all, n) => all + n,
        0,
      );
      expect(found.fits).toBe(placed);
    },
  );

  it('was asked for sizes that fit on some nodes, on all and on none', () => {
    const placed = cases.map(({ bound }) => Object.keys(bound).length);
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(placed.filter(count => count > 1).length).toBeGreaterThan(10);
    expect(placed).toContain(0);
  });
});
