import { readItems } from './__fixtures__';
import { pagesOf } from './__testUtils__/FakeApiServer';
import { rawNode, rawPod } from './__testUtils__/objects';
import {
  DEPLOYMENTS,
  NODE_METRICS,
  NODES,
  PODS,
  useLab,
} from './__testUtils__/useLab';

const GIB = 1024 ** 3;
const { signal } = new AbortController();

describe('KubernetesProvider', () => {
  const lab = useLab();

  it('reads nodes with allocatable, requested and used', async () => {
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster).toMatchObject({
      name: 'lab',
      version: 'v1.36.2',
      health: 'healthy',
      metadata: { uid: 'cluster-uid' },
      limitations: [],
      totals: {
        // One of the two nodes is measured.
        cpu: {
          total: 8,
          requested: 0.6,
          used: 1,
          measuredTotal: 4,
          percentage: 25,
        },
        memory: {
          total: 16 * GIB,
          requested: 2 * GIB,
          used: 2 * GIB,
          measuredTotal: 8 * GIB,
        },
        nodes: { total: 2, ready: 2 },
        nodesByHealth: { total: 2, healthy: 2 },
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
    const { items, limitations } = await lab.provider().getWorkloads('lab', {
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
    const reader = lab.provider();
    expect((await reader.getNode('lab', 'b', { signal }))?.id).toBe('node-b');
    expect(await reader.getNode('lab', 'nope', { signal })).toBeUndefined();
    expect(await reader.getCluster('other', { signal })).toBeUndefined();
    const { items } = await reader.getWorkloads('lab', { signal, node: 'a' });
    expect(items.map(({ name }) => name)).toEqual(['one', 'two', 'done']);
  });

  it('reads each list once per read, and the identity only once', async () => {
    const reader = lab.provider();
    const cycle = {};
    await Promise.all([
      reader.getAllClusters({ signal, cycle }),
      reader.getWorkloads('lab', { signal, cycle }),
    ]);
    expect(lab.server.count(PODS)).toBe(1);
    expect(lab.server.requests).toHaveLength(13);
    await reader.getAllClusters({ signal, cycle: {} });
    expect(lab.server.count(PODS)).toBe(2);
    expect(lab.server.count('/api/v1/namespaces/kube-system')).toBe(1);
    expect(lab.server.count('/apis')).toBe(1);
  });

  it('judges ages by the clock of a cluster that is 20 minutes behind, and reports it', async () => {
    const aheadMs = -20 * 60_000;
    lab.server.clockAheadMs = aheadMs;
    const at = (secondsAgo: number) =>
      new Date(Date.now() + aheadMs - secondsAgo * 1000).toISOString();
    const aged = (name: string, phase: string, secondsAgo: number) => {
      const pod = rawPod(name, {
        node: 'a',
        phase,
        metadata: { creationTimestamp: at(secondsAgo) },
      });
      Object.assign(pod.status, { startTime: at(secondsAgo) });
      return pod;
    };
    lab.server.routes[PODS] = pagesOf([
      aged('new', 'Pending', 5),
      aged('stuck', 'Pending', 3_600),
      aged('old', 'Running', 7_200),
    ]);
    const reader = lab.provider();
    const cycle = {};
    const [cluster] = await reader.getAllClusters({ signal, cycle });
    const { items } = await reader.getWorkloads('lab', { signal, cycle });
    const health = items.map(one => `${one.name} ${one.health}`);
    expect(health.slice(0, 3)).toEqual([
      'new transitional',
      'stuck degraded',
      'old healthy',
    ]);
    expect(Math.abs(items[2].uptime! - 7_200)).toBeLessThan(60);
    expect(cluster.limitations).toEqual([
      expect.objectContaining({
        code: 'clock-behind',
        params: { difference: '20 min' },
      }),
    ]);
  });

  it('maps every recorded pod and node', async () => {
    lab.server.routes[NODES] = pagesOf(readItems('nodes-edge.json'));
    lab.server.routes[PODS] = pagesOf(readItems('pods-edge.json'));
    const timestamp = new Date().toISOString();
    lab.server.routes[NODE_METRICS] = pagesOf(
      readItems('metrics-nodes.json').map(row => ({ ...row, timestamp })),
    );
    const reader = lab.provider();
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

  it('names unhealthy nodes, and counts the rest of many', async () => {
    lab.server.routes[NODES] = pagesOf([
      rawNode('well'),
      ...['a', 'b', 'c', 'd'].map(name => rawNode(name, { ready: 'False' })),
    ]);
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster).toMatchObject({
      health: 'degraded',
      statusReason: expect.stringMatching(
        /^4 of 5 nodes unhealthy: a( \(.+\))?; b( \(.+\))?; c( \(.+\))? and 1 more$/,
      ),
    });
  });

  it('reports pods as unknown whose node does not respond or is gone', async () => {
    lab.server.routes[NODES] = pagesOf([rawNode('a', { ready: 'Unknown' })]);
    lab.server.routes[PODS] = pagesOf([
      rawPod('lost', { node: 'a' }),
      rawPod('orphan', { node: 'removed' }),
      rawPod('done', { node: 'a', phase: 'Succeeded' }),
    ]);
    const { items } = await lab.provider().getWorkloads('lab', { signal });
    const because = (reason: string) => ({
      status: 'Running',
      health: 'unknown',
      statusReason: reason,
    });
    expect(items).toMatchObject([
      because('Its node a does not respond'),
      because('Its node removed is gone'),
      { status: 'Succeeded', health: 'stopped' },
      { type: 'deployment' },
    ]);
  });

  it('names a ReplicaSet where its Deployment does not exist', async () => {
    const metadata = (name: string) => ({
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [{ kind: 'ReplicaSet', name, controller: true }],
    });
    lab.server.routes[PODS] = pagesOf([
      rawPod('one', { metadata: metadata('web-abc') }),
      rawPod('two', { metadata: metadata('left-abc') }),
    ]);
    const reader = lab.provider();
    const before = await reader.getWorkloads('lab', { signal });
    expect(before.items.map(({ owner }) => owner)).toEqual([
      { kind: 'Deployment', name: 'web' },
      { kind: 'ReplicaSet', name: 'left-abc' },
      undefined,
    ]);
    // Without a list to compare with, the name is the best evidence.
    lab.server.routes[DEPLOYMENTS] = { status: 403 };
    const after = await reader.getWorkloads('lab', { signal });
    expect(after.items[1].owner).toEqual({ kind: 'Deployment', name: 'left' });
  });
});
