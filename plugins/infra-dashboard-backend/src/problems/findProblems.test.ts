import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { filterProblems } from './filterProblems';
import { findProblems } from './findProblems';
import { pageProblems } from './pageProblems';
import type { ClusterFacts, ProblemCluster, Role } from './types';

const ROLES: Record<string, Role> = {
  pod: 'replica',
  deployment: 'app',
  vm: 'machine',
};
const OBSERVED = '2026-01-02T00:00:00.000Z';

const cluster = (more: Partial<ProblemCluster> = {}): ProblemCluster => ({
  ...{ name: 'eu', provider: 'nomad', health: 'healthy', since: undefined },
  ...{ statusReason: undefined, reasonCode: undefined },
  ...{ reasonParams: undefined, error: undefined, workloadsError: undefined },
  freshness: { state: 'fresh', observedAt: OBSERVED },
  workloadsFreshness: { state: 'fresh', observedAt: OBSERVED },
  ...more,
});

const node = (name: string, more: Partial<NodeStatus> = {}): NodeStatus => ({
  ...fakeNode('eu', name),
  ...more,
});
const DOWN = { status: 'offline', health: 'failed' } as const;

const workload = (name: string, more: Partial<Workload>) =>
  fakeWorkload('eu', name, { health: 'failed', ...more });
const pod = (name: string, more: Partial<Workload> = {}) =>
  workload(name, {
    ...{ type: 'pod', namespace: 'shop', node: 'n1' },
    status: 'CrashLoopBackOff',
    ...more,
  });
const deployment = (name: string, more: Partial<Workload> = {}) =>
  workload(name, { type: 'deployment', namespace: 'shop', ...more });
const ownedBy = (name: string) => ({
  controllerId: name,
  owner: { kind: 'Deployment', name },
});

const find = (facts: Partial<ClusterFacts>) =>
  findProblems(
    {
      cluster: cluster(),
      ...{ nodes: [node('n1')], workloads: [], controllers: [] },
      ...facts,
    },
    type => ROLES[type],
  );
const summarize = async (facts: Partial<ClusterFacts>) =>
  (await find(facts)).map(
    ({ affectedTotal, count, kind, node: on, workload: app }) =>
      [kind, on ?? app?.name, count, affectedTotal] as const,
  );

describe('findProblems', () => {
  it('finds nothing where all is well, disabled or was never read', async () => {
    expect(await find({})).toEqual([]);
    const disabled = cluster({
      health: 'failed',
      freshness: { state: 'disabled' },
    });
    expect(await find({ cluster: disabled })).toEqual([]);
    const pending = cluster({
      health: 'unknown',
      freshness: { state: 'pending' },
    });
    expect(await find({ cluster: pending, nodes: [] })).toEqual([]);
  });

  it('makes one problem of a dead node and everything on it', async () => {
    const guests = Array.from({ length: 60 }, (_, index) =>
      workload(`vm-${index}`, {
        ...{ type: 'vm', node: 'n2', health: 'unknown' },
        ownerRef: index % 3 ? 'group:default/web' : 'group:default/data',
        entityRefs: [`component:default/c${index % 2}`],
      }),
    );
    const facts = {
      cluster: cluster({
        ...{ health: 'degraded', reasonCode: 'nodes-unhealthy' },
        statusReason: '1 of 2 nodes unhealthy: n2',
      }),
      nodes: [node('n1'), node('n2', { ...DOWN, since: OBSERVED })],
      owner: 'group:default/ops',
      workloads: [
        ...guests,
        deployment('shop', { health: 'degraded' }),
        pod('shop-1', { ...ownedBy('shop'), node: 'n2', health: 'unknown' }),
      ],
    };
    const [problem, ...others] = await find(facts);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      ...{ kind: 'node-down', severity: 'critical', node: 'n2' },
      ...{ count: 1, affectedTotal: 61, since: OBSERVED },
      ownerRefs: [
        'group:default/ops',
        'group:default/web',
        'group:default/data',
      ],
      entityRefs: ['component:default/c0', 'component:default/c1'],
    });
  });

  it('takes a silent node for dead, but not one that is only unknown', async () => {
    const nodes = [
      node('n1', { status: 'unknown', health: 'unknown' }),
      node('n2', { status: 'online', health: 'unknown' }),
    ];
    expect(await summarize({ nodes })).toEqual([['node-down', 'n1', 1, 0]]);
  });

  it('makes one problem of a cluster whose nodes are all dead', async () => {
    const failed = cluster({ health: 'failed', statusReason: 'No node' });
    const nodes = [node('n1', DOWN), node('n2', DOWN)];
    const workloads = [pod('a', { health: 'unknown' })];
    const facts = { cluster: failed, nodes, workloads };
    expect(await summarize(facts)).toEqual([
      ['cluster-failed', undefined, 1, 1],
    ]);
    // The same problems of its nodes as before the last one died.
    const [{ replaces }] = await find(facts);
    const before = await find({ ...facts, nodes: [nodes[0], node('n2')] });
    const first = before.find(({ kind }) => kind === 'node-down');
    expect(replaces).toHaveLength(2);
    expect(replaces).toContainEqual({ id: first?.id });
  });

  it('lists what the platform says of the cluster besides its nodes', async () => {
    const nodes = [node('n1', { health: 'degraded', statusReason: 'hot' })];
    const health = 'degraded' as const;
    expect(
      await summarize({
        cluster: cluster({ health, reasonCode: 'quorum-lost' }),
        nodes,
      }),
    ).toEqual([
      ['cluster-degraded', undefined, 1, 0],
      ['node-degraded', 'n1', 1, 0],
    ]);
    expect(
      await summarize({
        cluster: cluster({ health, reasonCode: 'hosts-down' }),
        nodes,
      }),
    ).toEqual([['node-degraded', 'n1', 1, 0]]);
  });

  it('never lets a read error cover what was wrong before', async () => {
    const error = {
      code: 'TIMEOUT',
      ...{ message: 'No response', hint: 'Look' },
      ...{ messageCode: 'm', params: { label: 'x' } },
      ...{ hintCode: 'h', hintParams: { count: 2 } },
    } as const;
    const stale = { state: 'stale', observedAt: OBSERVED } as const;
    const found = await find({
      cluster: cluster({
        ...{ health: 'unknown', lastKnownHealth: 'failed', error },
        ...{ freshness: stale, workloadsFreshness: stale },
      }),
      nodes: [node('n1', DOWN), node('n2')],
      workloads: [pod('a', { node: 'n2' })],
      unreachableSince: '2026-01-03T00:00:00.000Z',
      dependents: {
        ...{ total: 12, ownerRefs: ['group:default/web'] },
        entityRefs: ['component:default/shop'],
      },
    });
    expect(found.map(({ kind }) => kind)).toEqual([
      'cluster-unreachable',
      'cluster-failed',
      'node-down',
      'app-failed',
    ]);
    expect(found[0]).toMatchObject({
      ...{ severity: 'critical', status: 'TIMEOUT', affectedTotal: 12 },
      ...{ statusReason: 'No response', reasonCode: 'm', hintCode: 'h' },
      ...{ reasonParams: { label: 'x' }, params: { count: 2 } },
      since: '2026-01-03T00:00:00.000Z',
      ownerRefs: ['group:default/web'],
    });
    expect(new Set(found.map(one => one.observedAt))).toEqual(
      new Set([OBSERVED]),
    );
  });

  it('weighs a first failed read less than an outage', async () => {
    const error = { code: 'TIMEOUT', message: 'No response' } as const;
    const [first] = await find({ cluster: cluster({ error }) });
    expect(first.severity).toBe('warning');
    const [blind] = await find({
      cluster: cluster({ error, freshness: { state: 'stale' } }),
    });
    expect(blind.severity).toBe('critical');
    const [wrong] = await find({
      cluster: cluster({ error: { ...error, code: 'MISCONFIGURED' } }),
    });
    expect([wrong.kind, wrong.id]).toEqual(['misconfigured', first.id]);
  });

  it('reports old data, and workloads that cannot be read', async () => {
    const stale = { state: 'stale', observedAt: OBSERVED } as const;
    expect(
      await summarize({ cluster: cluster({ workloadsFreshness: stale }) }),
    ).toEqual([['cluster-stale', undefined, 1, 0]]);
    const workloadsError = { code: 'FORBIDDEN', message: 'No' } as const;
    expect(
      await summarize({
        cluster: cluster({ workloadsError, workloadsFreshness: stale }),
      }),
    ).toEqual([['workloads-unreadable', undefined, 1, 0]]);
  });

  it('says why a node is degraded, and which one is full', async () => {
    const found = await find({
      nodes: [
        node('n1', {
          health: 'degraded',
          conditions: [
            { type: 'DiskPressure', status: 'true', severity: 'warning' },
          ],
        }),
        node('n2', { memory: { percentage: 96.7 } }),
        node('n3', { memory: {}, storage: { percentage: 99 } }),
        node('n4', { memory: { percentage: 94 } }),
        node('n5', {
          ...{ health: 'degraded', statusReason: 'disabled' },
          ...{ memory: { percentage: 97 }, storage: { percentage: 99 } },
        }),
      ],
    });
    expect(
      found.map(({ kind, node: name, reasonCode, statusReason }) => [
        ...[kind, name, reasonCode, statusReason],
      ]),
    ).toEqual([
      ['node-degraded', 'n1', undefined, 'DiskPressure'],
      ['node-full', 'n2', 'node-memory-full', '96 % of the memory is in use'],
      ['node-full', 'n3', 'node-storage-full', '99 % of the disk is in use'],
      ['node-degraded', 'n5', undefined, 'disabled'],
      ['node-full', 'n5', 'node-memory-full', '97 % of the memory is in use'],
      ['node-full', 'n5', 'node-storage-full', '99 % of the disk is in use'],
    ]);
    expect(new Set(found.map(one => one.id)).size).toBe(found.length);
    const all = found.map(one => ({
      ...{ ...one, cluster: 'eu', provider: 'nomad' },
    }));
    // Of the nodes, not of what is full of them.
    expect((await pageProblems(all, {})).counts).toEqual({
      ...{ total: 5, 'node-degraded': 2, 'node-full': 3 },
    });
  });

  it('folds replicas into their controller, listed or not', async () => {
    const workloads = [
      deployment('web', { status: 'Unavailable', since: OBSERVED }),
      ...[1, 2, 3].map(number => pod(`web-${number}`, ownedBy('web'))),
      ...[1, 2].map(number =>
        pod(`agent-${number}`, { owner: { kind: 'DaemonSet', name: 'agent' } }),
      ),
      pod('alone'),
    ];
    expect(await summarize({ workloads })).toEqual([
      ['app-failed', 'web', 1, 3],
      ['app-failed', 'agent', 1, 2],
      ['app-failed', 'alone', 1, 1],
    ]);
    const [web, agent] = await find({ workloads });
    expect(web).toMatchObject({
      workload: { id: 'web', name: 'web', type: 'deployment' },
      ...{ status: 'CrashLoopBackOff', since: OBSERVED },
    });
    expect(agent.workload).toEqual({
      ...{ name: 'agent', namespace: 'shop', controller: 'DaemonSet' },
    });
    // The same problem once its pods are gone.
    const [rest] = await find({ workloads: [deployment('web')] });
    expect(rest.id).toBe(web.id);
  });

  it('leaves out replicas whose controller has what it wants', async () => {
    const workloads = [pod('web-1', ownedBy('web'))];
    const controllers = [deployment('web', { health: 'healthy' })];
    expect(await find({ workloads, controllers })).toEqual([]);
    const other = [deployment('shop', { health: 'healthy' })];
    expect(await summarize({ workloads, controllers: other })).toHaveLength(1);
    const rolling = [deployment('web', { health: 'transitional' })];
    expect(await summarize({ workloads, controllers: rolling })).toEqual([
      ['app-degraded', 'web', 1, 1],
    ]);
  });

  it('makes one problem of an image that cannot be pulled', async () => {
    const image = 'registry.example/shop:1';
    const pull = (name: string, status: string, of: string) =>
      pod(name, {
        ...{ status, images: [image], ...ownedBy(of) },
        statusReason: `Back-off pulling image "${image}"`,
      });
    const workloads = [
      ...Array.from({ length: 12 }, (_, index) =>
        pull(`a-${index}`, 'ImagePullBackOff', `app-${index % 4}`),
      ),
      pod('b', { images: [image], statusReason: 'exit code 1' }),
    ];
    expect(await summarize({ workloads })).toEqual([
      ['app-failed', undefined, 4, 12],
      ['app-failed', 'b', 1, 1],
    ]);
    const [before] = await find({ workloads });
    const [after] = await find({
      workloads: [pull('a-1', 'ErrImagePull', 'app-1')],
    });
    expect(after.id).toBe(before.id);
  });

  it('groups what gets no node, and machines with the same error', async () => {
    const waiting = (name: string, count: number) =>
      pod(name, {
        ...{ node: undefined, status: 'Pending', health: 'degraded' },
        ...ownedBy(name),
        statusReason: `0/${count} nodes are available: Insufficient cpu`,
      });
    const halted = (name: string, reasonCode?: string) =>
      workload(name, {
        ...{ type: 'vm', status: 'io-error', reasonCode },
        statusReason: `${name} is halted`,
      });
    expect(
      await summarize({
        workloads: [
          ...[waiting('web', 5), waiting('shop', 6)],
          ...[halted('vm-1'), halted('vm-2'), halted('db', 'io-error')],
        ],
      }),
    ).toEqual([
      ['app-degraded', undefined, 2, 2],
      ['app-failed', undefined, 2, 2],
      ['app-failed', 'db', 1, 1],
    ]);
  });

  it('does not group apps that only look alike', async () => {
    const crashes = (name: string) =>
      pod(`${name}-1`, {
        ...{ ...ownedBy(name), images: ['app:1'] },
        statusReason: 'back-off 40s restarting failed container=app',
      });
    expect(
      await summarize({ workloads: [crashes('web'), crashes('shop')] }),
    ).toEqual([
      ['app-failed', 'web', 1, 1],
      ['app-failed', 'shop', 1, 1],
    ]);
  });

  it('has the earliest start, all owners, and the same id every time', async () => {
    const pods = ['02', '01', '03'].map(day =>
      pod(`web-${day}`, {
        ...{ ...ownedBy('web'), since: `2026-01-${day}T00:00:00.000Z` },
        ownerRef: `group:default/${day === '03' ? 'web' : 'shop'}`,
      }),
    );
    const [one] = await find({ workloads: pods });
    expect(one).toMatchObject({
      since: '2026-01-01T00:00:00.000Z',
      ownerRefs: ['group:default/shop', 'group:default/web'],
    });
    const [other] = await find({ workloads: pods.slice(1).reverse() });
    expect(other.id).toBe(one.id);
    const [elsewhere] = await find({
      ...{ workloads: pods, cluster: cluster({ name: 'us' }) },
    });
    expect(elsewhere.id).not.toBe(one.id);
  });

  it('lets others have their turn among many thousand causes', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const turnsOf = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
      turns = 0;
      const result = await work();
      return [turns, result];
    };
    const workloads = Array.from({ length: 20_000 }, (_, index) =>
      pod(`web-${index}`, {
        ...{ node: undefined, statusReason: `Reason ${index} of many` },
        ownerRef: `group:default/team-${index % 100}`,
      }),
    );
    const [whileFound, found] = await turnsOf(() => find({ workloads }));
    expect(found).toHaveLength(workloads.length);
    const all = found.map(one => ({
      ...{ ...one, cluster: 'eu', provider: 'nomad' },
    }));
    const [whilePaged, page] = await turnsOf(() =>
      pageProblems(all, { limit: 10 }),
    );
    expect(page).toMatchObject({
      ...{ totalItems: all.length, counts: { total: all.length } },
      items: { length: 10 },
    });
    const [whileSearched, some] = await turnsOf(() =>
      filterProblems(all, { q: 'web-1999' }),
    );
    clearInterval(timer);
    expect(some).toHaveLength(11);
    expect(Math.min(whileFound, whilePaged, whileSearched)).toBeGreaterThan(0);
  });
});
