import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { readErrors, readItems } from './__fixtures__';
import { createProvider } from './__testUtils__/createProvider';
import { FakeApiServer, pagesOf, TOKEN } from './__testUtils__/FakeApiServer';
import { rawDeployment, rawNode, rawPod } from './__testUtils__/objects';

const GIB = 1024 ** 3;
const NODES = '/api/v1/nodes';
const PODS = '/api/v1/pods';
const DEPLOYMENTS = '/apis/apps/v1/deployments';
const NODE_METRICS = '/apis/metrics.k8s.io/v1beta1/nodes';
const POD_METRICS = '/apis/metrics.k8s.io/v1beta1/pods';

const errors = readErrors();
const { signal } = new AbortController();

function codes(limitations: Limitation[] | undefined): string[] {
  return (limitations ?? []).map(({ code }) => code);
}

describe('KubernetesProvider', () => {
  let server: FakeApiServer;
  let url: string;
  const open: Array<{ close(): Promise<void> }> = [];

  function provider(config: object = {}, timeouts?: object) {
    const created = createProvider(
      { url, serviceAccountToken: TOKEN, ...config },
      timeouts,
    );
    open.push(created);
    return created;
  }

  beforeEach(async () => {
    server = new FakeApiServer();
    url = await server.listen();
    server.routes[NODES] = pagesOf([rawNode('a'), rawNode('b')]);
    server.routes[PODS] = pagesOf([
      rawPod('one', { node: 'a', cpu: '500m', memory: '1Gi' }),
      rawPod('two', { node: 'a', cpu: '100m', memory: '1Gi' }),
      rawPod('done', { node: 'a', phase: 'Succeeded', cpu: '3' }),
      rawPod('waiting', { phase: 'Pending', cpu: '3' }),
    ]);
    server.routes[DEPLOYMENTS] = pagesOf([rawDeployment('web')]);
    server.routes[NODE_METRICS] = pagesOf([
      { metadata: { name: 'a' }, usage: { cpu: '1000000000n', memory: '2Gi' } },
      { metadata: { name: 'gone' }, usage: { cpu: '1', memory: '1Gi' } },
    ]);
    server.routes[POD_METRICS] = pagesOf([
      {
        metadata: { name: 'one', namespace: 'shop' },
        containers: [
          { usage: { cpu: '250m', memory: '256Mi' } },
          { usage: { cpu: '5m', memory: '256Mi' } },
        ],
      },
    ]);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(item => item.close()));
    await server.close();
  });

  it('K5, K7: reads nodes with allocatable, requested and used', async () => {
    const [cluster] = await provider().getAllClusters({ signal });
    expect(cluster).toMatchObject({
      name: 'lab',
      version: 'v1.36.2',
      health: 'healthy',
      metadata: { uid: 'cluster-uid' },
      limitations: [],
      totals: {
        cpu: { total: 8, requested: 0.6, used: 1, percentage: 25 },
        memory: { total: 16 * GIB, requested: 2 * GIB, used: 2 * GIB },
        nodes: { total: 2, ready: 2 },
        workloads: { total: 5, healthy: 3, stopped: 1, transitional: 1 },
      },
    });
    const [a, b] = cluster.nodes;
    expect(a).toMatchObject({
      id: 'node-a',
      cpu: { total: 4, requested: 0.6, used: 1, source: 'metrics.k8s.io' },
      workloads: { total: 3, healthy: 2, stopped: 1 },
    });
    // Nothing runs there, which is known; what it uses is not.
    expect(b.cpu).toEqual({ total: 4, requested: 0 });
  });

  it('reads pods with what they use, and deployments', async () => {
    const { items, limitations } = await provider().getWorkloads('lab', {
      signal,
    });
    expect(limitations).toEqual([]);
    expect(items.map(({ type, name }) => `${type}/${name}`)).toEqual([
      'pod/one',
      'pod/two',
      'pod/done',
      'pod/waiting',
      'deployment/web',
    ]);
    expect(items[0]).toMatchObject({
      cpu: { count: 0.5, usage: 0.255 },
      memory: { total: GIB, used: GIB / 2 },
    });
    expect(items[1].cpu).toEqual({ count: 0.1 });
  });

  it('reads one cluster, node or node’s workloads by name', async () => {
    const reader = provider();
    expect((await reader.getNode('lab', 'b', { signal }))?.id).toBe('node-b');
    expect(await reader.getNode('lab', 'nope', { signal })).toBeUndefined();
    expect(await reader.getCluster('other', { signal })).toBeUndefined();
    const { items } = await reader.getWorkloads('lab', { signal, node: 'a' });
    expect(items.map(({ name }) => name)).toEqual(['one', 'two', 'done']);
  });

  it('shares the answers of a cycle, and asks for the identity only once', async () => {
    const reader = provider();
    const cycle = {};
    await Promise.all([
      reader.getAllClusters({ signal, cycle }),
      reader.getWorkloads('lab', { signal, cycle }),
    ]);
    expect(server.count(PODS)).toBe(1);
    expect(server.requests).toHaveLength(7);
    await reader.getAllClusters({ signal, cycle: {} });
    expect(server.count(PODS)).toBe(2);
    expect(server.count('/api/v1/namespaces/kube-system')).toBe(1);
  });

  it('keeps every recorded pod and node', async () => {
    server.routes[NODES] = pagesOf(readItems('nodes-edge.json'));
    server.routes[PODS] = pagesOf(readItems('pods-edge.json'));
    server.routes[NODE_METRICS] = pagesOf(readItems('metrics-nodes.json'));
    const reader = provider();
    const cycle = {};
    const [cluster] = await reader.getAllClusters({ signal, cycle });
    expect(cluster.nodes).toHaveLength(18);
    expect(cluster.limitations).toEqual([]);
    expect(cluster.health).toBe('degraded');
    const { items } = await reader.getWorkloads('lab', { signal, cycle });
    expect(items.filter(({ type }) => type === 'pod')).toHaveLength(47);
    const byName = new Map(cluster.nodes.map(node => [node.name, node]));
    // No metrics is not zero use.
    expect(byName.get('edge-metrics-zero')?.cpu.used).toBe(0);
    expect(byName.get('edge-metrics-none')?.cpu).not.toHaveProperty('used');
    expect(byName.get('edge-notready')?.cpu).not.toHaveProperty('used');
  });

  it('K9: reads a long list in pages of 500', async () => {
    const pods = Array.from({ length: 1_203 }, (_, index) =>
      rawPod(`p${index}`, { node: 'a', cpu: '1m' }),
    );
    server.routes[PODS] = pagesOf(pods);
    const [cluster] = await provider().getAllClusters({ signal });
    expect(cluster.nodes[0].cpu.requested).toBe(1.203);
    expect(cluster.nodes[0].workloads?.total).toBe(1_203);
    const asked = server.requests.filter(({ path }) => path === PODS);
    expect(asked.map(({ query }) => query.toString())).toEqual([
      'limit=500',
      'limit=500&continue=from-500',
      'limit=500&continue=from-1000',
    ]);
  });

  it('K8: begins a list anew once when its continue token expires', async () => {
    const pods = Array.from({ length: 700 }, (_, i) => rawPod(`p${i}`));
    let expired = false;
    server.routes[PODS] = request => {
      if (request.query.has('continue') && !expired) {
        expired = true;
        return errors['expired-continue'];
      }
      return pagesOf(pods)(request);
    };
    const { items } = await provider().getWorkloads('lab', { signal });
    expect(items.filter(({ type }) => type === 'pod')).toHaveLength(700);
    expect(server.count(PODS)).toBe(4);
  });

  it('K8: then finishes with the token for the rest as it is', async () => {
    const pods = Array.from({ length: 700 }, (_, i) => rawPod(`p${i}`));
    server.routes[PODS] = request => {
      const token = request.query.get('continue');
      if (token === 'from-500') {
        return {
          status: 410,
          body: { reason: 'Expired', metadata: { continue: 'rest' } },
        };
      }
      if (token === 'rest') {
        return { body: { metadata: {}, items: pods.slice(500) } };
      }
      return pagesOf(pods)(request);
    };
    const { items } = await provider().getWorkloads('lab', { signal });
    expect(items.filter(({ type }) => type === 'pod')).toHaveLength(700);
    expect(server.count(PODS)).toBe(5);
  });

  it('stops where a server hands out the same token for ever', async () => {
    server.routes[PODS] = {
      body: { metadata: { continue: 'again' }, items: [rawPod('one')] },
    };
    const { items, limitations } = await provider().getWorkloads('lab', {
      signal,
    });
    expect(items).toHaveLength(3);
    expect(codes(limitations)).toEqual(['pods-truncated']);
  });

  it.each([
    ['metrics-not-installed', 'metrics-not-installed'],
    ['restricted-node-metrics', 'no-permission-node-metrics'],
    ['metrics-backend-500', 'metrics-unavailable'],
    ['metrics-backend-503', 'metrics-unavailable'],
    ['metrics-backend-reset', 'metrics-unavailable'],
    ['metrics-backend-down', 'metrics-unavailable'],
    ['metrics-backend-down-later', 'metrics-unavailable'],
  ])('K7: says %s as %s and keeps the nodes', async (recorded, code) => {
    server.routes[NODE_METRICS] = errors[recorded];
    const [cluster] = await provider().getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(cluster.nodes[0].cpu).toEqual({ total: 4, requested: 0.6 });
    expect(cluster.totals.cpu).toEqual({ total: 8, requested: 0.6 });
    expect(codes(cluster.limitations)).toEqual([code]);
    expect(cluster.limitations?.[0].remedy).toBeTruthy();
    expect(JSON.stringify(cluster)).not.toMatch(/127\.0\.0\.1|dial tcp/);
  });

  it('K7: says so where the metrics API answers but knows nothing', async () => {
    server.routes[NODE_METRICS] = pagesOf([]);
    const [cluster] = await provider().getAllClusters({ signal });
    expect(cluster.nodes[0].cpu).not.toHaveProperty('used');
    expect(codes(cluster.limitations)).toEqual(['metrics-empty']);
  });

  it('K7: does not wait for a metrics API that hangs', async () => {
    server.routes[NODE_METRICS] = { delay: 10_000 };
    server.routes[POD_METRICS] = { delay: 10_000 };
    const started = Date.now();
    const reader = provider({}, { totalMs: 3_000 });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(Date.now() - started).toBeLessThan(2_900);
    expect(codes(cluster.limitations)).toEqual(['metrics-unavailable']);
  });

  it('does not ask the metrics API with skipMetrics', async () => {
    const reader = provider({ skipMetrics: true });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(codes(cluster.limitations)).toEqual(['metrics-skipped']);
    expect(server.count(NODE_METRICS) + server.count(POD_METRICS)).toBe(0);
  });

  it('K12: lists the cluster where pods are denied, and says how to allow them', async () => {
    server.routes[PODS] = errors['restricted-list-all-pods'];
    const reader = provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(cluster.nodes[0].cpu).toMatchObject({ total: 4, used: 1 });
    expect(cluster.nodes[0].cpu).not.toHaveProperty('requested');
    expect(cluster.nodes[0]).not.toHaveProperty('workloads');
    expect(cluster.totals).not.toHaveProperty('workloads');
    expect(cluster.limitations).toEqual([
      {
        code: 'no-permission-pods',
        message: 'The credentials may not list pods',
        remedy: expect.stringContaining(
          '--verb=get,list,watch --resource=pods',
        ),
      },
    ]);
    const workloads = await reader.getWorkloads('lab', { signal });
    expect(workloads.items.map(({ name }) => name)).toEqual(['web']);
    expect(codes(workloads.limitations)).toEqual(['no-permission-pods']);
  });

  it('K12: shows the workloads where nodes are denied', async () => {
    server.routes[NODES] = errors['restricted-list-nodes'];
    const reader = provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster).toMatchObject({ health: 'unknown', nodes: [] });
    expect(cluster.totals.workloads?.total).toBe(5);
    expect(codes(cluster.limitations)).toEqual(['no-permission-nodes']);
    const { items } = await reader.getWorkloads('lab', { signal });
    expect(items).toHaveLength(5);
  });

  it('K12: fails as FORBIDDEN only where everything is denied', async () => {
    server.routes[NODES] = errors['restricted-list-nodes'];
    server.routes[PODS] = errors['restricted-list-all-pods'];
    const claims = { sub: 'system:serviceaccount:tools:portal' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    server.tokens = [`h.${payload}.s`];
    const reader = provider({ serviceAccountToken: `h.${payload}.s` });
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      hint: expect.stringMatching(
        /kind: ClusterRole[\s\S]*name: portal, namespace: tools/,
      ),
    });
    const { items } = await reader.getWorkloads('lab', { signal });
    expect(items.map(({ name }) => name)).toEqual(['web']);
  });

  it('K11: warns of a token that ends soon and that nobody renews', async () => {
    const claims = { exp: Math.round(Date.now() / 1000) + 3600 };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    server.tokens = undefined;
    const reader = provider({ serviceAccountToken: `h.${payload}.s` });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(codes(cluster.limitations)).toEqual(['credentials-expire']);
    const { checks } = await reader.checkConnection({ signal });
    expect(checks.find(({ id }) => id === 'expiry')?.status).toBe('warning');
  });

  it('K12: reads one namespace, and leaves out what only a whole cluster tells', async () => {
    server.routes['/api/v1/namespaces/shop/pods'] = server.routes[PODS];
    server.routes['/apis/apps/v1/namespaces/shop/deployments'] =
      server.routes[DEPLOYMENTS];
    server.routes['/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods'] =
      server.routes[POD_METRICS];
    const reader = provider({ namespace: 'shop' });
    const cycle = {};
    const [cluster] = await reader.getAllClusters({ signal, cycle });
    expect(codes(cluster.limitations)).toEqual(['namespace-only']);
    expect(cluster.nodes[0].cpu).not.toHaveProperty('requested');
    expect(cluster.totals.cpu).not.toHaveProperty('requested');
    const { items } = await reader.getWorkloads('lab', { signal, cycle });
    expect(items).toHaveLength(5);
    expect(server.count(PODS) + server.count(POD_METRICS)).toBe(0);
  });

  it('K18: passes on how long a throttling server wants us to wait', async () => {
    server.routes[PODS] = errors.throttled;
    await expect(provider().getAllClusters({ signal })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 1000,
    });
    expect(server.requests[0].headers['user-agent']).toMatch(
      /backstage-infra-dashboard/,
    );
  });

  it('keeps the nodes where the pods fail, but never half of the workloads', async () => {
    server.routes[PODS] = errors['future-resource-version'];
    const reader = provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(codes(cluster.limitations)).toEqual(['pods-unreadable']);
    await expect(reader.getWorkloads('lab', { signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
    });
    server.routes[PODS] = pagesOf([]);
    server.routes[NODES] = { status: 500, body: 'etcdserver: no leader' };
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
      message: 'Kubernetes answered 500 when asked to list nodes',
    });
  });

  it('skips a row that makes no sense, and counts it', async () => {
    server.routes[NODES] = pagesOf([
      rawNode('a'),
      { metadata: { name: 'no-uid' } },
      7 as never,
    ]);
    const [cluster] = await provider().getAllClusters({ signal });
    expect(cluster.nodes.map(({ name }) => name)).toEqual(['a']);
    expect(cluster.limitations).toMatchObject([
      { code: 'nodes-not-understood', message: expect.stringMatching(/^2 of/) },
    ]);
  });

  it('K2: does not know how a pod is whose node does not answer or is gone', async () => {
    server.routes[NODES] = pagesOf([rawNode('a', { ready: 'Unknown' })]);
    server.routes[PODS] = pagesOf([
      rawPod('lost', { node: 'a' }),
      rawPod('orphan', { node: 'removed' }),
      rawPod('done', { node: 'a', phase: 'Succeeded' }),
    ]);
    const { items } = await provider().getWorkloads('lab', { signal });
    const because = (reason: string) => ({
      status: 'Running',
      health: 'unknown',
      statusReason: reason,
    });
    expect(items).toMatchObject([
      because('Its node a does not answer'),
      because('Its node removed is gone'),
      { status: 'Succeeded', health: 'stopped' },
      { type: 'deployment' },
    ]);
  });

  it('K15: names a ReplicaSet where its Deployment is not there', async () => {
    const metadata = (name: string) => ({
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [{ kind: 'ReplicaSet', name, controller: true }],
    });
    server.routes[PODS] = pagesOf([
      rawPod('one', { metadata: metadata('web-abc') }),
      rawPod('two', { metadata: metadata('left-abc') }),
    ]);
    const reader = provider();
    const before = await reader.getWorkloads('lab', { signal });
    expect(before.items.map(({ owner }) => owner)).toEqual([
      { kind: 'Deployment', name: 'web' },
      { kind: 'ReplicaSet', name: 'left-abc' },
      undefined,
    ]);
    // Without a list to compare with, the name is the best evidence.
    server.routes[DEPLOYMENTS] = { status: 403 };
    const after = await reader.getWorkloads('lab', { signal });
    expect(after.items[1].owner).toEqual({ kind: 'Deployment', name: 'left' });
  });

  it('refuses a page that is no API', async () => {
    for (const body of ['<html>Sign in</html>', '"text"']) {
      server.routes[NODES] = { body };
      await expect(provider().getAllClusters({ signal })).rejects.toMatchObject(
        { code: 'INVALID_RESPONSE' },
      );
    }
  });

  it('tells a dead server with one request, and without its address', async () => {
    const reader = provider();
    await server.close();
    const failure = await reader
      .getAllClusters({ signal })
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'UNREACHABLE' });
    expect(JSON.stringify([failure, String(failure)])).not.toMatch(/127\.0/);
    expect(server.requests).toHaveLength(0);
  });

  it('ends with the signal', async () => {
    const abortAfter = (path: string) => {
      const controller = new AbortController();
      server.routes[path] = () => {
        setTimeout(() => controller.abort(), 300).unref();
        return { delay: 10_000 };
      };
      return provider().getAllClusters({ signal: controller.signal });
    };
    await expect(abortAfter(PODS)).resolves.toMatchObject([
      { limitations: [{ code: 'pods-unreadable' }] },
    ]);
    await expect(abortAfter(NODES)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
