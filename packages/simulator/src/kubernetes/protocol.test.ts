import { compareShape } from '../__testUtils__/compareShape';
import { real, useKubernetes } from './__testUtils__/useKubernetes';

describe('simulated Kubernetes', () => {
  const lab = useKubernetes();
  const { restart, get, update, expectLike } = lab;

  it('refuses as it was recorded', async () => {
    const account: [RegExp, string] = [
      /system:serviceaccount:simulator:\w+/g,
      'system:serviceaccount:lab-system:restricted',
    ];
    const dashboard: [RegExp, string] = [
      account[0],
      'system:serviceaccount:lab-system:dashboard',
    ];
    const powerless =
      lab.simulator.clusters.get('k8s-prod')!.credentials.noRights.token;
    expectLike(await get('/api/v1/nodes', { token: '' }), 'anonymous');
    expectLike(await get('/api/v1/nodes', { token: 'x' }), 'bad-token');
    expectLike(
      await get('/api/v1/nodes', { token: powerless }),
      'restricted-list-nodes',
      account,
    );
    expectLike(
      await get('/api/v1/namespaces/shop/pods', { token: powerless }),
      'restricted-other-namespace',
      account,
    );
    expectLike(
      await get('/apis/metrics.k8s.io/v1beta1/nodes', { token: powerless }),
      'restricted-node-metrics',
      account,
    );
    expectLike(await get('/api/v1/secrets'), 'dashboard-secrets', dashboard);
    expectLike(
      await get('/api/v1/namespaces/edge/pods/crash-loop', {
        method: 'DELETE',
      }),
      'dashboard-delete-pod',
      dashboard,
    );
    expectLike(await get('/api/v1/namespaces/edge/pods/nope'), 'pod-not-found');
    expectLike(
      await get('/api/v1/namespaces/nope/pods'),
      'list-in-namespace-that-is-not-there',
    );
    expectLike(await get('/apis/none.example.com/v1/widgets'), 'no-such-group');
    expectLike(
      await get('/api/v1/pods?resourceVersion=abc'),
      'bad-resource-version',
    );
    expectLike(
      await get('/api/v1/pods?resourceVersion=99999999'),
      'future-resource-version',
    );
    for (const path of ['/version', '/livez', '/readyz?verbose']) {
      expect((await get(path, { token: '' })).status).toBe(200);
    }
  });

  it('has metrics, none, unavailable ones or forbidden ones', async () => {
    const path = '/apis/metrics.k8s.io/v1beta1';
    expectLike(await get(`${path}/nodes/nope`), 'metrics-pod-not-found', [
      /nodes/g,
      'pods',
    ]);
    await update(({ nodes }) => {
      nodes[1].state = 'Unknown';
    });
    const { body } = await get(`${path}/nodes`);
    expect(body.items).toHaveLength(4);
    expectLike(await get(`${path}/nodes/worker-1`), 'metrics-node-not-known', [
      'worker-1',
      'edge-notready',
    ]);
    expectLike(await get(`${path}/nodes?watch=true`), 'metrics-watch');
    for (const [metrics, name] of [
      ['off', 'metrics-not-installed'],
      ['broken', 'metrics-backend-down-later'],
    ] as const) {
      await update(cluster => {
        cluster.metrics = metrics;
      });
      expectLike(await get(`${path}/nodes`), name);
    }
    await update(cluster => {
      cluster.metrics = 'denied';
    });
    expectLike(await get(`${path}/nodes`), 'restricted-node-metrics', [
      /simulator:dashboard/g,
      'lab-system:restricted',
    ]);
  });

  it('reports permissions and enforces them', async () => {
    const may = async (resourceAttributes: object) => {
      const { status, body } = await get(
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        { method: 'POST', body: { spec: { resourceAttributes } } },
      );
      expect(status).toBe(201);
      return body.status.allowed;
    };
    expect(await may({ verb: 'list', resource: 'nodes' })).toBe(true);
    expect(await may({ verb: 'delete', resource: 'pods' })).toBe(false);
    await update(cluster => {
      cluster.allowedNamespaces = ['payments'];
    });
    expect(await may({ verb: 'list', resource: 'nodes' })).toBe(false);
    expect(await may({ verb: 'list', resource: 'pods' })).toBe(false);
    expect(
      await may({ verb: 'list', resource: 'pods', namespace: 'payments' }),
    ).toBe(true);
    expect((await get('/api/v1/pods')).status).toBe(403);
    expect((await get('/api/v1/namespaces/shop/pods')).status).toBe(403);
    expect((await get('/api/v1/namespaces/payments/pods')).status).toBe(200);
    const rules = await get(
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      { method: 'POST', body: { spec: { namespace: 'payments' } } },
    );
    expect(compareShape(rules.body.status, real.rules)).toEqual([]);
    expect(rules.body.status.resourceRules[0]).toEqual({
      verbs: ['get', 'list', 'watch'],
      apiGroups: [''],
      resources: ['pods', 'events'],
    });
  });

  it('keeps its identity over restarts', async () => {
    const uid = async () =>
      (await get('/api/v1/namespaces/kube-system')).body.metadata.uid;
    const before = await uid();
    await restart();
    expect(await uid()).toBe(before);
  });
});
