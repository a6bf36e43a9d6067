import { pagesOf, type FakeResponse } from '../__testUtils__/FakeApiServer';
import { rawDeployment, rawNode, rawPod } from '../__testUtils__/objects';
import {
  DEPLOYMENTS,
  NODES,
  PODS,
  STATEFUL_SETS,
  useLab,
} from '../__testUtils__/useLab';

const { signal } = new AbortController();
const DENIED: FakeResponse = { status: 403, body: { kind: 'Status' } };

/** A list whose pages repeat, so that it has no end. */
function endless(rows: object[]): FakeResponse {
  const items = rows;
  return { body: { kind: 'List', metadata: { continue: 'again' }, items } };
}

describe('completeness of a Kubernetes cluster', () => {
  const lab = useLab();

  async function read(config: object = {}) {
    const provider = lab.provider({ skipWatch: true, ...config });
    const cycle = {};
    const [cluster] = await provider.getAllClusters({ signal, cycle });
    const workloads = await provider.getWorkloads('lab', { signal, cycle });
    return {
      nodes: cluster.complete?.nodes,
      facts: cluster.complete?.facts,
      workloads: workloads.complete,
      items: workloads.items,
    };
  }

  it('is given where every list was read to its end', async () => {
    expect(await read()).toMatchObject({
      nodes: true,
      facts: true,
      workloads: true,
    });
  });

  it('is given for all of a configured namespace', async () => {
    const { routes } = lab.server;
    routes['/api/v1/namespaces/shop/pods'] = routes[PODS];
    routes['/apis/apps/v1/namespaces/shop/deployments'] = routes[DEPLOYMENTS];
    routes['/apis/apps/v1/namespaces/shop/statefulsets'] =
      routes[STATEFUL_SETS];
    expect((await read({ namespace: 'shop' })).workloads).toBe(true);
    routes['/api/v1/namespaces/shop/pods'] = DENIED;
    expect((await read({ namespace: 'shop' })).workloads).toBe(false);
  });

  it.each<[string, () => void]>([
    ['denied', () => (lab.server.routes[NODES] = DENIED)],
    ['truncated', () => (lab.server.routes[NODES] = endless([rawNode('a')]))],
    [
      'invalid in part',
      () => {
        lab.server.routes[NODES] = pagesOf([rawNode('a'), { metadata: 7 }]);
      },
    ],
  ])('is not given for nodes that are %s', async (_, spoil) => {
    spoil();
    expect(await read()).toMatchObject({ nodes: false, workloads: true });
  });

  it.each([
    ['pods', PODS, rawPod('one')],
    ['deployments', DEPLOYMENTS, rawDeployment('web')],
  ])(
    'is not given for workloads whose %s may be missing',
    async (_, path, row) => {
      const { routes } = lab.server;
      for (const spoiled of [
        DENIED,
        endless([row]),
        pagesOf([row, { metadata: 7 }]),
      ]) {
        routes[path] = spoiled;
        expect(await read()).toMatchObject({ nodes: true, workloads: false });
      }
    },
  );

  it('is not given for facts while the version cannot be read', async () => {
    lab.server.routes['/version'] = { status: 500 };
    expect(await read()).toMatchObject({ nodes: true, facts: false });
    // It may never be read: what else is known need not wait for it.
    lab.server.routes['/version'] = DENIED;
    expect(await read()).toMatchObject({ nodes: true, facts: true });
  });

  it('proves nothing by a list of which a row is left out', async () => {
    const replicaSet = {
      controller: true,
      kind: 'ReplicaSet',
      name: 'web-7c9f8d6b5',
    };
    lab.server.routes[PODS] = pagesOf([
      rawPod('web-7c9f8d6b5-x2k2b', {
        node: 'c',
        metadata: {
          ownerReferences: [replicaSet],
          labels: { 'pod-template-hash': '7c9f8d6b5' },
        },
      }),
    ]);
    // Nothing named so is there: the owner is gone, and so is the node.
    lab.server.routes[DEPLOYMENTS] = pagesOf([rawDeployment('other')]);
    expect((await read()).items[0]).toMatchObject({
      owner: { kind: 'ReplicaSet' },
      health: 'unknown',
    });
    lab.server.routes[DEPLOYMENTS] = pagesOf([
      rawDeployment('other'),
      { metadata: { name: 'web', namespace: 'shop' } },
    ]);
    lab.server.routes[NODES] = pagesOf([
      rawNode('a'),
      { metadata: { name: 'c' }, status: 'invalid' },
    ]);
    expect((await read()).items[0]).toMatchObject({
      owner: { kind: 'Deployment', name: 'web' },
      health: 'healthy',
    });
  });
});
