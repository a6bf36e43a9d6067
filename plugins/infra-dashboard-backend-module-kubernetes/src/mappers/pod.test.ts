import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems, readOracle, RECORDED_AT } from '../__fixtures__';
import { podSchema } from '../schemas';
import { mapPod } from './pod';
import { toNumber } from './quantity';

const options = { cluster: 'lab', now: RECORDED_AT };
const items = readItems('pods-edge.json');
const pods = new Map(
  items.map(item => [
    item.metadata.name as string,
    mapPod(podSchema.parse(item), options),
  ]),
);

function build(overrides: {
  metadata?: object;
  spec?: object;
  status?: object;
}) {
  return mapPod(
    podSchema.parse({
      metadata: { name: 'p', uid: 'u', namespace: 'ns', ...overrides.metadata },
      spec: { containers: [{ name: 'app' }], ...overrides.spec },
      status: { phase: 'Running', ...overrides.status },
    }),
    options,
  );
}

const requests = (cpu?: string, memory?: string) => ({
  resources: { requests: { cpu, memory } },
});

function requested(pod: ReturnType<typeof build>) {
  return {
    cpu: toNumber(pod.requests.cpu),
    memory: toNumber(pod.requests.memory),
  };
}

describe('mapPod', () => {
  it('maps every recorded pod, in the shape of the model and much smaller', () => {
    expect(pods.size).toBe(items.length);
    for (const { workload } of pods.values()) {
      expect(workloadSchema.parse(workload)).toEqual(workload);
    }
    expect(JSON.stringify([...pods.values()].map(p => p.workload))).not.toMatch(
      /managedFields/,
    );
  });

  it.each(readOracle('oracle-pods.jsonl').map(row => [row.Name, row] as const))(
    'shows %s as the API server prints it',
    (name, row) => {
      const { node = '<none>', namespace } = pods.get(name)!.workload;
      expect([node, namespace]).toEqual([row.Node, row.namespace]);
    },
  );

  it('maps a restarting pod', () => {
    expect(pods.get('crash-loop')?.workload).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'crash-loop',
      cluster: 'lab',
      provider: 'kubernetes',
      namespace: 'edge',
      node: 'worker-011',
      type: 'pod',
      status: 'CrashLoopBackOff',
      health: 'failed',
      ready: { ready: 0, desired: 1 },
      restarts: 17,
      metadata: { lastTermination: expect.stringMatching(/exit code \d+/) },
    });
    expect(pods.get('pending-unschedulable')?.workload.statusReason).toMatch(
      /nodes are available/,
    );
  });

  it.each([
    ['completed', 'stopped'],
    ['completed-one-running', 'degraded'],
    ['container-creating-volume', 'transitional'],
    ['image-pull-backoff', 'failed'],
    ['create-container-config-error', 'failed'],
    ['evicted-with-containers', 'failed'],
    ['unicode-message', 'failed'],
    ['oom-between-restarts', 'failed'],
    ['not-ready', 'degraded'],
    ['pending-gated', 'transitional'],
    ['pending-unschedulable', 'transitional'],
    ['host-network', 'healthy'],
    ['restarted-running', 'degraded'],
    ['terminating', 'transitional'],
    ['terminating-node-lost', 'unknown'],
    ['init-1-of-2', 'transitional'],
    ['init-crash-loop', 'failed'],
  ])('judges %s as %s', (name, health) => {
    expect(pods.get(name)?.workload.health).toBe(health);
  });

  it('counts what should pass but does not as degraded', () => {
    const old = { creationTimestamp: '2026-11-23T03:00:00Z' };
    const pending = { phase: 'Pending' };
    expect(build({ metadata: old, status: pending }).workload).toMatchObject({
      health: 'degraded',
      statusReason: 'Pending for more than 10 minutes',
    });
    const gate = { type: 'PodScheduled', reason: 'SchedulingGated' };
    expect(
      build({ metadata: old, status: { ...pending, conditions: [gate] } })
        .workload.health,
    ).toBe('transitional');
  });

  it('a completed pod of a Job is healthy, any other is stopped', () => {
    const status = { phase: 'Succeeded' };
    const ownerReferences = [
      { kind: 'Job', name: 'night-1', controller: true },
    ];
    const { workload } = build({ metadata: { ownerReferences }, status });
    expect(workload).toMatchObject({
      health: 'healthy',
      owner: { kind: 'Job', name: 'night-1' },
    });
    expect(workload.uptime).toBeUndefined();
    expect(build({ status }).workload.health).toBe('stopped');
  });

  it('derives the Deployment from ReplicaSet name and template hash', () => {
    const owned = (name: string, hash?: string, kind = 'ReplicaSet') =>
      build({
        metadata: {
          labels: hash ? { 'pod-template-hash': hash } : {},
          ownerReferences: [{ kind, name, controller: true }],
        },
      }).workload;
    expect(owned('web-7d9f', '7d9f')).toMatchObject({
      owner: { kind: 'Deployment', name: 'web' },
      metadata: { replicaSet: 'web-7d9f' },
    });
    expect(owned('web-7d9f').owner).toEqual({
      kind: 'ReplicaSet',
      name: 'web-7d9f',
    });
    expect(owned('other', '7d9f').owner?.kind).toBe('ReplicaSet');
    expect(owned('-7d9f', '7d9f').owner?.kind).toBe('ReplicaSet');
    expect(owned('db-7d9f', '7d9f', 'StatefulSet').owner?.kind).toBe(
      'StatefulSet',
    );
  });

  it('derives the CronJob from the minute in the name of its Job', () => {
    const ownedBy = (name: string, creationTimestamp?: string) =>
      build({
        metadata: {
          creationTimestamp,
          ownerReferences: [{ kind: 'Job', name, controller: true }],
        },
      }).workload;
    const minute = Date.parse('2026-11-23T03:00:00Z') / 60_000;
    const made = ownedBy(`night-${minute}`, '2026-11-23T03:00:04Z');
    expect(made).toMatchObject({
      owner: { kind: 'CronJob', name: 'night' },
      metadata: { job: `night-${minute}` },
    });
    const isJob = (name: string, at?: string) =>
      expect(ownedBy(name, at).owner).toEqual({ kind: 'Job', name });
    isJob('night-20261123', '2026-11-23T03:00:04Z');
    isJob(`night-${minute + 5}`, '2026-11-23T03:00:04Z');
    isJob(`night-${minute}`);
    isJob('night-1', '2026-11-23T03:00:04Z');
    isJob(`-${minute}`, '2026-11-23T03:00:04Z');
  });

  it('sums containers and sidecars, and compares with each init container', () => {
    const spec = {
      containers: [
        { name: 'a', ...requests('100m', '100Mi') },
        { name: 'b', ...requests('200m', '100Mi') },
      ],
      initContainers: [
        { name: 'early', ...requests('50m', '900Mi') },
        { name: 'proxy', restartPolicy: 'Always', ...requests('10m', '40Mi') },
        { name: 'late', ...requests('2', '10Mi') },
      ],
    };
    expect(requested(build({ spec }))).toEqual({
      cpu: 2.01,
      memory: 900 * 1024 ** 2,
    });
    const overhead = { cpu: '250m', memory: '120Mi' };
    expect(requested(build({ spec: { ...spec, overhead } }))).toEqual({
      cpu: 2.26,
      memory: 1020 * 1024 ** 2,
    });
  });

  it('prefers pod-level resources to those of the containers', () => {
    expect(requested(pods.get('pod-level-resources')!)).toEqual({
      cpu: 1,
      memory: 1024 ** 3,
    });
    expect(pods.get('pod-level-resources')?.workload).toMatchObject({
      cpu: { count: 1 },
      memory: { total: 2 * 1024 ** 3 },
      metadata: { memoryTotalSource: 'limit' },
    });
  });

  it('counts the larger side of a resize in place, unless it cannot happen', () => {
    const spec = { containers: [{ name: 'app', ...requests('500m', '1Gi') }] };
    const containerStatuses = [
      {
        name: 'app',
        allocatedResources: { cpu: '1', memory: '512Mi' },
        ...requests('1', '512Mi'),
      },
    ];
    expect(requested(build({ spec, status: { containerStatuses } }))).toEqual({
      cpu: 1,
      memory: 1024 ** 3,
    });
    const conditions = [
      { type: 'PodResizePending', status: 'True', reason: 'Infeasible' },
    ];
    expect(
      requested(build({ spec, status: { containerStatuses, conditions } })),
    ).toEqual({ cpu: 1, memory: 512 * 1024 ** 2 });
  });

  it('counts the larger side of a resize of pod-level resources, unless it cannot happen', () => {
    const spec = {
      ...requests('500m', '2Gi'),
      containers: [{ name: 'app', ...requests('100m', '64Mi') }],
    };
    const held = {
      ...requests('1', '512Mi'),
      allocatedResources: { cpu: '750m', memory: '1Gi' },
    };
    expect(requested(build({ spec, status: held }))).toEqual({
      cpu: 1,
      memory: 2 * 1024 ** 3,
    });
    const conditions = [
      { type: 'PodResizePending', status: 'True', reason: 'Infeasible' },
    ];
    expect(requested(build({ spec, status: { ...held, conditions } }))).toEqual(
      { cpu: 1, memory: 1024 ** 3 },
    );
  });

  it('does not take the status of a pod for requests of its own', () => {
    const spec = {
      resources: { requests: { cpu: '1' } },
      containers: [{ name: 'app', ...requests('100m', '64Mi') }],
    };
    const status = requests('1', '900Mi');
    expect(requested(build({ spec, status }))).toEqual({
      cpu: 1,
      memory: 64 * 1024 ** 2,
    });
  });

  it('no request is not a request of zero', () => {
    expect(build({}).workload).toMatchObject({ cpu: {}, memory: {} });
    expect(build({}).workload.cpu.count).toBeUndefined();
    expect(pods.get('requests-zero')?.workload.cpu.count).toBe(0);
  });

  it('uses the request as the total where a container has no limit', () => {
    const limited = { resources: { limits: { memory: '1Gi' } } };
    const spec = {
      containers: [
        { name: 'a', ...limited },
        { name: 'b', ...requests('1', '64Mi') },
      ],
    };
    expect(build({ spec }).workload).toMatchObject({
      memory: { total: 64 * 1024 ** 2 },
      metadata: { memoryTotalSource: 'request' },
    });
  });

  it('trims hostile texts but not other scripts', () => {
    const { workload } = pods.get('unicode-message')!;
    expect(workload).toMatchObject({
      status: 'Évincé',
      statusReason: 'Knoten überlastet — 内存不足 🚫',
    });
    const message = `bad\u0000\n\u202e${'y'.repeat(9_000)}`;
    const state = { waiting: { reason: 'CrashLoopBackOff', message } };
    const hostile = build({ status: { containerStatuses: [{ state }] } });
    expect(hostile.workload.statusReason).toMatch(/^bad y+…$/);
    expect(hostile.workload.statusReason).toHaveLength(300);
  });

  it('takes nothing from its node once it has ended', () => {
    expect(pods.get('completed')?.active).toBe(false);
    expect(pods.get('error')?.active).toBe(false);
    expect(pods.get('terminating')?.active).toBe(true);
  });
});
