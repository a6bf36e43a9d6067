import { compareShape } from '../__testUtils__/compareShape';
import { real, useKubernetes } from './__testUtils__/useKubernetes';

const MAPS =
  /(labels|annotations|matchLabels|capacity|allocatable|requests|limits)$/;

describe('simulated Kubernetes', () => {
  const lab = useKubernetes();
  const { get, update, expectLike } = lab;

  it('lists objects as they were recorded', async () => {
    await update(({ nodes, workloads }) => {
      nodes[1].state = 'NotReady';
      workloads[0].state = 'Terminating';
      workloads[1].state = 'OOMKilled';
      workloads[2].state = 'ContainerCreating';
      workloads[3].state = 'NotReady';
    });
    for (const [path, name] of [
      ['/version', 'version'],
      ['/api/v1/nodes', 'nodes'],
      ['/api/v1/pods', 'pods'],
      ['/apis/apps/v1/deployments', 'deployments'],
      ['/apis/metrics.k8s.io/v1beta1', 'metrics-discovery'],
      ['/apis/metrics.k8s.io/v1beta1/nodes', 'node-metrics'],
    ]) {
      const shape = compareShape((await get(path)).body, real[name].body, {
        maps: MAPS,
        // No recorded object has an owner, and no recorded node is cordoned.
        unrecorded: /ownerReferences|generateName|unschedulable/,
        optional:
          /spec\.(initContainers|nodeName|providerID|taints)|images|metadata\.labels|finalizers/,
      });
      expect([path, shape]).toEqual([path, []]);
    }
  });

  it('prints pods as a table, in the words of kubectl', async () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
    const table = await get('/api/v1/pods', { accept });
    expect(
      compareShape(table.body, real.table.body, {
        maps: MAPS,
        unrecorded: /ownerReferences|generateName/,
        optional:
          /metadata\.(continue|remainingItemCount)|object\.metadata|conditions/,
      }),
    ).toEqual([]);
    const cells = Object.fromEntries(
      table.body.rows.map(({ cells: [name, ready, status] }: any) => [
        name,
        `${ready} ${status}`,
      ]),
    );
    expect(cells).toMatchObject({
      'recommendations-6d5c9f7b8-q8z4n': '0/1 CrashLoopBackOff',
      'invoice-job-29384756-x7k2p': '0/1 Completed',
      'payments-queue-0': '2/2 Running',
      'reports-5f6d7c8b9-m2v7t': '0/1 Pending',
      'old-session-6b7c8d9f4-w2k9d': '0/1 Evicted',
    });
    const small = await get('/api/v1/pods?includeObject=None', { accept });
    expect(small.body.rows[0].object).toBeNull();
  });

  it('lists the events of one pod, as recent as an API server stores them', async () => {
    const { items: pods } = (await get('/api/v1/pods')).body;
    const pod = pods.find(({ metadata }: any) =>
      metadata.name.startsWith('recommendations-'),
    );
    const { namespace, uid } = pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/events`;
    const { body } = await get(
      `${path}?fieldSelector=involvedObject.uid%3D${uid}`,
    );
    expect(body.kind).toBe('EventList');
    expect(body.items.map(({ reason }: any) => reason).sort()).toEqual([
      'BackOff',
      'Pulled',
    ]);
    for (const { involvedObject, lastTimestamp } of body.items) {
      expect(involvedObject).toMatchObject({ kind: 'Pod', uid });
      const age = Date.now() - Date.parse(lastTimestamp);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(3_600_000);
    }
    await update(cluster => {
      cluster.denied = ['events'];
    });
    expect((await get(path)).status).toBe(403);
  });

  it('leads from a pod to its deployment, and from a job to its cron job', async () => {
    const list = async (path: string) => (await get(path)).body.items;
    const [pod] = await list(
      '/api/v1/pods?labelSelector=app%3Dpayments-api&limit=1',
    );
    const [{ kind, uid }] = pod.metadata.ownerReferences;
    expect(kind).toBe('ReplicaSet');
    const replicaSet = (await list('/apis/apps/v1/replicasets')).find(
      ({ metadata }: any) => metadata.uid === uid,
    );
    const [parent] = replicaSet.metadata.ownerReferences;
    const deployments = await list(
      '/apis/apps/v1/namespaces/payments/deployments',
    );
    expect(
      deployments.find(({ metadata }: any) => metadata.uid === parent.uid),
    ).toMatchObject({
      metadata: { name: 'payments-api' },
      status: { replicas: 3, readyReplicas: 3 },
    });
    const [job] = await list('/apis/batch/v1/jobs');
    expect(job.metadata.ownerReferences[0]).toMatchObject({
      kind: 'CronJob',
      name: 'invoice-job',
    });
    expect(await list('/apis/batch/v1/cronjobs')).toHaveLength(1);
    expect((await list('/apis/apps/v1/statefulsets'))[0].status.replicas).toBe(
      1,
    );
    expect((await list('/apis/apps/v1/daemonsets'))[0].status.numberReady).toBe(
      5,
    );
  });

  it('pages through one revision, until it is forgotten', async () => {
    const path = '/api/v1/pods?limit=5';
    const names: string[] = [];
    let next: string | undefined;
    let remaining: number | undefined;
    do {
      const { body } = await get(`${path}${next ? `&continue=${next}` : ''}`);
      const left = body.metadata.remainingItemCount ?? 0;
      expect(left).toBe((remaining ?? left + 5) - body.items.length);
      names.push(...body.items.map(({ metadata }: any) => metadata.name));
      next = body.metadata.continue;
      remaining = body.metadata.remainingItemCount;
    } while (next);
    const all = await get('/api/v1/pods?limit=5&resourceVersion=0');
    expect(all.body.metadata.continue).toBeUndefined();
    expect(names).toEqual(
      all.body.items.map(({ metadata }: any) => metadata.name),
    );
    expect(new Set(names).size).toBe(names.length);

    const first = await get(path);
    lab.simulator.compact('k8s-prod');
    const late = await get(`${path}&continue=${first.body.metadata.continue}`);
    expectLike(late, 'expired-continue', [
      late.body.metadata.continue,
      'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEs...',
    ]);
    const inconsistent = await get(
      `${path}&continue=${late.body.metadata.continue}`,
    );
    expect(inconsistent.body.items).toHaveLength(5);
    expect((await get('/api/v1/pods?continue=abc')).body.reason).toBe(
      'BadRequest',
    );
  });

  it('selects by labels and fields', async () => {
    const count = async (query: string) =>
      (await get(`/api/v1/pods?${query}`)).body.items?.length;
    const label = (selector: string) =>
      count(`labelSelector=${encodeURIComponent(selector)}`);
    expect(await label('app=coredns')).toBe(2);
    expect(await label('app in (coredns, web-shop)')).toBe(4);
    expect(await label('app notin (coredns),!job-name,app!=log-agent')).toBe(
      (await label('!job-name'))! - 2 - 5,
    );
    expect(await label('app,job-name')).toBe(0);
    expect(await count('fieldSelector=spec.nodeName%3Dcontrol-1')).toBe(2);
    expect(await count('fieldSelector=status.phase!%3DRunning')).toBe(4);
    expectLike(
      await get('/api/v1/pods?fieldSelector=spec.image%3Dx'),
      'bad-field-selector',
    );
    expect((await get('/api/v1/pods?labelSelector=a%20in%20b')).status).toBe(
      400,
    );
  });
});
