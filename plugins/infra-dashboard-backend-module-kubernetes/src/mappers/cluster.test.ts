import { readErrors } from '../__fixtures__';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawDeployment, rawNode } from '../__testUtils__/objects';
import {
  codes,
  DEPLOYMENTS,
  NODE_METRICS,
  NODES,
  POD_METRICS,
  PODS,
  STATEFUL_SETS,
  useLab,
} from '../__testUtils__/useLab';

const errors = readErrors();
const { signal } = new AbortController();

describe('mapCluster of a cluster that is read in part', () => {
  const lab = useLab();

  it.each([
    ['metrics-not-installed', 'metrics-not-installed'],
    ['restricted-node-metrics', 'no-permission-node-metrics'],
    ['metrics-backend-500', 'metrics-unavailable'],
    ['metrics-backend-503', 'metrics-unavailable'],
    ['metrics-backend-reset', 'metrics-unavailable'],
    ['metrics-backend-down', 'metrics-unavailable'],
    ['metrics-backend-down-later', 'metrics-unavailable'],
  ])('reports %s as %s and shows the nodes', async (recorded, code) => {
    lab.server.routes[NODE_METRICS] = errors[recorded];
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(cluster.nodes[0].cpu).toEqual({ total: 4, requested: 0.6 });
    expect(cluster.nodes[0].placement?.allocated).toMatchObject({
      ...{ cpu: 0.6, slots: expect.any(Number) },
    });
    expect(cluster.totals.cpu).toEqual({ total: 8, requested: 0.6 });
    expect(codes(cluster.limitations)).toEqual([code]);
    expect(cluster.limitations?.[0].remedy).toBeTruthy();
    expect(JSON.stringify(cluster)).not.toMatch(/127\.0\.0\.1|dial tcp/);
  });

  it('reports a metrics API without data', async () => {
    lab.server.routes[NODE_METRICS] = pagesOf([]);
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster.nodes[0].cpu).not.toHaveProperty('used');
    expect(codes(cluster.limitations)).toEqual(['metrics-empty']);
  });

  it('leaves out metrics that are three hours old, and says so', async () => {
    const metricsOf = (name: string, minutesAgo: number) => ({
      metadata: { name, namespace: 'shop' },
      timestamp: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
      usage: { cpu: '3900m', memory: '6Gi' },
      containers: [{ usage: { cpu: '3900m', memory: '6Gi' } }],
    });
    lab.server.routes[NODE_METRICS] = pagesOf([
      metricsOf('a', 180),
      metricsOf('b', 1),
    ]);
    lab.server.routes[POD_METRICS] = pagesOf([metricsOf('one', 180)]);
    const reader = lab.provider();
    const cycle = {};
    const [cluster] = await reader.getAllClusters({ signal, cycle });
    const { items, limitations } = await reader.getWorkloads('lab', {
      signal,
      cycle,
    });
    expect(cluster.nodes.map(({ cpu }) => cpu.used)).toEqual([undefined, 3.9]);
    expect(cluster.totals.cpu).toMatchObject({ used: 3.9, measuredTotal: 4 });
    expect(items[0].cpu.usage).toBeUndefined();
    expect(codes(cluster.limitations)).toEqual(['metrics-outdated']);
    expect(codes(limitations)).toEqual(['metrics-outdated']);
  });

  it('does not wait for a metrics API that hangs', async () => {
    lab.server.routes[NODE_METRICS] = { delay: 10_000 };
    lab.server.routes[POD_METRICS] = { delay: 10_000 };
    const started = Date.now();
    const reader = lab.provider({}, { totalMs: 6_000 });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(Date.now() - started).toBeLessThan(5_900);
    expect(codes(cluster.limitations)).toEqual(['metrics-unavailable']);
  });

  it('does not read the metrics API with skipMetrics', async () => {
    const reader = lab.provider({ skipMetrics: true });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(codes(cluster.limitations)).toEqual(['metrics-skipped']);
    expect(lab.server.count(NODE_METRICS) + lab.server.count(POD_METRICS)).toBe(
      0,
    );
  });

  it('shows the cluster where pods are denied, and how to grant them', async () => {
    lab.server.routes[PODS] = errors['restricted-list-all-pods'];
    const reader = lab.provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(cluster.nodes[0].cpu).toMatchObject({ total: 4, used: 1 });
    expect(cluster.nodes[0].cpu).not.toHaveProperty('requested');
    expect(cluster.nodes[0]).not.toHaveProperty('workloads');
    expect(cluster.totals).not.toHaveProperty('workloads');
    expect(cluster.limitations).toEqual([
      {
        code: 'no-permission-pods',
        message: 'Missing permission: list pods',
        params: { resource: 'pods' },
        remedy: expect.stringContaining(
          '--verb=get,list,watch --resource=pods',
        ),
      },
    ]);
    const workloads = await reader.getWorkloads('lab', { signal });
    expect(workloads.items.map(({ name }) => name)).toEqual(['web']);
    expect(codes(workloads.limitations)).toEqual(['no-permission-pods']);
  });

  it('shows the workloads where nodes are denied', async () => {
    lab.server.routes[NODES] = errors['restricted-list-nodes'];
    const reader = lab.provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster).toMatchObject({ health: 'unknown', nodes: [] });
    expect(cluster.totals.workloads?.total).toBe(5);
    expect(codes(cluster.limitations)).toEqual(['no-permission-nodes']);
    const { items } = await reader.getWorkloads('lab', { signal });
    expect(items).toHaveLength(5);
  });

  describe('with credentials that may not read the namespace kube-system', () => {
    beforeEach(() => {
      lab.server.routes['/api/v1/namespaces/kube-system'] = { status: 403 };
    });

    it('has nodes and controllers in common with itself, also when all nodes are new, and nothing with another one', async () => {
      const reader = lab.provider();
      const shares = async (known: readonly string[]) => {
        const [{ identity }] = await reader.getAllClusters({ signal });
        return [identity ?? []].flat().some(part => known.includes(part));
      };
      const [{ identity, limitations }] = await reader.getAllClusters({
        signal,
      });
      const known = [identity ?? []].flat();
      expect(known).toHaveLength(3);
      expect(codes(limitations)).toEqual([]);
      lab.server.routes[NODES] = pagesOf([rawNode('new-1'), rawNode('new-2')]);
      expect(await shares(known)).toBe(true);
      lab.server.routes[DEPLOYMENTS] = pagesOf([rawDeployment('elsewhere')]);
      expect(await shares(known)).toBe(false);
    });

    it('fails where two clusters take turns at the address', async () => {
      let reads = 0;
      lab.server.routes[NODES] = () => {
        reads += 1;
        return { body: { items: [rawNode(`of-${reads % 2}`)] } };
      };
      const reader = lab.provider();
      await reader.getAllClusters({ signal });
      await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
        code: 'MISCONFIGURED',
        message: expect.stringContaining('another cluster'),
      });
      expect(reads).toBe(3);
    });

    it('reports that another cluster would not be noticed, where nodes are denied too', async () => {
      lab.server.routes[NODES] = errors['restricted-list-nodes'];
      const [cluster] = await lab.provider().getAllClusters({ signal });
      expect(cluster.identity).toBeUndefined();
      expect(cluster.limitations).toContainEqual({
        code: 'identity-unknown',
        message: expect.stringContaining('would not be noticed'),
        params: { namespace: 'kube-system' },
        remedy: expect.stringContaining('--resource-name=kube-system'),
      });
    });
  });

  it('fails as FORBIDDEN only where everything is denied', async () => {
    lab.server.routes[NODES] = errors['restricted-list-nodes'];
    lab.server.routes[PODS] = errors['restricted-list-all-pods'];
    const claims = { sub: 'system:serviceaccount:tools:portal' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    lab.server.tokens = [`h.${payload}.s`];
    const reader = lab.provider({ serviceAccountToken: `h.${payload}.s` });
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      hint: expect.stringMatching(
        /kind: ClusterRole[\s\S]*name: portal, namespace: tools/,
      ),
    });
    const { items } = await reader.getWorkloads('lab', { signal });
    expect(items.map(({ name }) => name)).toEqual(['web']);
  });

  it('warns of a token that expires soon and is not renewed', async () => {
    const claims = { exp: Math.round(Date.now() / 1000) + 3600 };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    lab.server.tokens = undefined;
    const reader = lab.provider({ serviceAccountToken: `h.${payload}.s` });
    const [cluster] = await reader.getAllClusters({ signal });
    expect(codes(cluster.limitations)).toEqual(['credentials-expire']);
    const { checks } = await reader.checkConnection({ signal });
    expect(checks.find(({ id }) => id === 'expiry')?.status).toBe('warning');
  });

  it('reads one namespace, and leaves out what needs the whole cluster', async () => {
    lab.server.routes['/api/v1/namespaces/shop/pods'] = lab.server.routes[PODS];
    lab.server.routes['/apis/apps/v1/namespaces/shop/deployments'] =
      lab.server.routes[DEPLOYMENTS];
    lab.server.routes['/apis/apps/v1/namespaces/shop/statefulsets'] =
      lab.server.routes[STATEFUL_SETS];
    lab.server.routes['/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods'] =
      lab.server.routes[POD_METRICS];
    const reader = lab.provider({ namespace: 'shop' });
    const cycle = {};
    const [cluster] = await reader.getAllClusters({ signal, cycle });
    expect(codes(cluster.limitations)).toEqual(['namespace-only']);
    expect(cluster.nodes[0].cpu).not.toHaveProperty('requested');
    expect(cluster.totals.cpu).not.toHaveProperty('requested');
    const { items } = await reader.getWorkloads('lab', { signal, cycle });
    expect(items).toHaveLength(5);
    expect(lab.server.count(PODS) + lab.server.count(POD_METRICS)).toBe(0);
  });

  it('shows the nodes where the pods fail, but never half of the workloads', async () => {
    lab.server.routes[PODS] = errors['future-resource-version'];
    const reader = lab.provider();
    const [cluster] = await reader.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(2);
    expect(codes(cluster.limitations)).toEqual(['pods-unreadable']);
    await expect(reader.getWorkloads('lab', { signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
    });
    lab.server.routes[PODS] = pagesOf([]);
    lab.server.routes[NODES] = { status: 500, body: 'etcdserver: no leader' };
    await expect(reader.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
      message: 'Kubernetes returned status 500 (list nodes)',
    });
  });
});
