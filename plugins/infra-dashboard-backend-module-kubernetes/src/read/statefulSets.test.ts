import { readItems } from '../__fixtures__';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawPod } from '../__testUtils__/objects';
import {
  codes,
  DEPLOYMENTS,
  PODS,
  STATEFUL_SETS,
  useLab,
} from '../__testUtils__/useLab';

const { signal } = new AbortController();
const DENIED = { status: 403, body: { kind: 'Status' } };

describe('StatefulSets of a cluster', () => {
  const lab = useLab();
  // Without the one whose state depends on the time.
  const items = readItems('statefulsets-edge.json').filter(
    ({ metadata }) => metadata.name !== 'starting',
  );

  async function read() {
    const provider = lab.provider({ skipWatch: true });
    const cycle = {};
    const [cluster] = await provider.getAllClusters({ signal, cycle });
    const workloads = await provider.getWorkloads('lab', { signal, cycle });
    return {
      cluster,
      complete: workloads.complete,
      limitations: codes(workloads.limitations),
      types: new Set(workloads.items.map(({ type }) => type)),
      named: new Map(workloads.items.map(item => [item.name, item])),
    };
  }

  it('are workloads, and own their pods', async () => {
    lab.server.routes[STATEFUL_SETS] = pagesOf(items);
    lab.server.routes[PODS] = pagesOf([
      rawPod('ready-0', {
        namespace: 'edge',
        node: 'a',
        metadata: {
          // A hash that is no proof of a Deployment.
          labels: { 'controller-revision-hash': 'ready-a' },
          ownerReferences: [
            { kind: 'Other', name: 'first' },
            { kind: 'StatefulSet', name: 'ready', controller: true },
          ],
        },
      }),
    ]);
    const { cluster, complete, limitations, named } = await read();
    expect([complete, limitations]).toEqual([true, []]);
    // With a Deployment; the pod is one of the replicas.
    expect(cluster.totals.workloads).toMatchObject({
      total: items.length + 1,
      failed: 3,
    });
    expect(named.get('ready')).toMatchObject({
      type: 'statefulset',
      health: 'healthy',
    });
    expect(named.get('ready-0')).toMatchObject({
      owner: { kind: 'StatefulSet', name: 'ready' },
      controllerId: named.get('ready')?.id,
    });
  });

  it('make a pod that they have replaced history, but not one that they lack', async () => {
    const evicted = (name: string, owner: string) => {
      const pod = rawPod(name, {
        ...{ namespace: 'edge', phase: 'Failed' },
        metadata: {
          ownerReferences: [
            { kind: 'StatefulSet', name: owner, controller: true },
          ],
        },
      });
      return { ...pod, status: { phase: 'Failed', reason: 'Evicted' } };
    };
    lab.server.routes[STATEFUL_SETS] = pagesOf(items);
    lab.server.routes[PODS] = pagesOf([
      evicted('ready-old', 'ready'),
      evicted('no-pods-0', 'no-pods'),
      evicted('unknown-0', 'unknown'),
    ]);
    const { named } = await read();
    expect(named.get('ready-old')).toMatchObject({
      ...{ status: 'Evicted', health: 'stopped', reasonCode: 'pod-replaced' },
      statusReason: 'Ended; ready runs as it should',
    });
    expect(named.get('no-pods-0')?.health).toBe('failed');
    expect(named.get('unknown-0')?.health).toBe('failed');
    expect(named.get('unknown-0')).not.toHaveProperty('controllerId');
  });

  it('are a limitation where a role does not grant them, and hide nothing else', async () => {
    lab.server.routes[STATEFUL_SETS] = DENIED;
    const { cluster, complete, limitations, types } = await read();
    expect(limitations).toEqual(['no-permission-statefulsets']);
    expect(cluster).toMatchObject({
      health: 'healthy',
      limitations: [
        {
          message: 'Missing permission: list statefulsets',
          remedy: expect.stringContaining('--resource=statefulsets.apps'),
        },
      ],
    });
    expect([...types]).toEqual(['pod', 'deployment']);
    // Consumers that remove what is gone go on as with the role of an earlier version.
    expect(complete).toBe(true);
    lab.server.routes[DEPLOYMENTS] = DENIED;
    expect((await read()).complete).toBe(false);
  });

  it.each([
    { status: 400 },
    { status: 405 },
    { status: 501 },
    { status: 200, body: '<html>Forbidden</html>' },
    { status: 200, body: {} },
    { status: 200, body: { error: 'forbidden' } },
    { status: 200, body: { items: 'none' } },
  ])(
    'hide nothing else where a gateway keeps them back with %j',
    async reply => {
      lab.server.routes[STATEFUL_SETS] = reply;
      const { complete, limitations, types } = await read();
      expect([...types]).toEqual(['pod', 'deployment']);
      expect([complete, limitations]).toEqual([
        false,
        ['statefulsets-unreadable'],
      ]);
      lab.server.routes[DEPLOYMENTS] = reply;
      await expect(read()).rejects.toBeDefined();
    },
  );

  it('are incomplete where one is invalid, and fail the workloads where the list fails', async () => {
    lab.server.routes[STATEFUL_SETS] = pagesOf([{ metadata: {} }]);
    const { complete, limitations, types } = await read();
    expect([complete, limitations]).toEqual([
      false,
      ['statefulsets-not-understood'],
    ]);
    expect([...types]).toEqual(['pod', 'deployment']);
    lab.server.routes[STATEFUL_SETS] = { status: 500 };
    await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' });
  });
});
