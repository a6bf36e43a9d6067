import { readItems } from '../__fixtures__';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawDeployment, rawPod } from '../__testUtils__/objects';
import {
  CRON_JOBS,
  DEPLOYMENTS,
  JOBS,
  NODES,
  PODS,
  STATEFUL_SETS,
  useLab,
} from '../__testUtils__/useLab';

const { signal } = new AbortController();
const DENIED = { status: 403, body: { kind: 'Status' } };
const DAEMON_SETS = '/apis/apps/v1/daemonsets';
const HOUR = 3_600_000;
const now = Date.parse('2026-11-27T10:00:00Z');

const hoursAgo = (hours: number) =>
  new Date(now - hours * HOUR).toISOString().replace('.000Z', 'Z');

const ownedBy = (kind: string, name: string, hours: number) => ({
  creationTimestamp: hoursAgo(hours),
  ownerReferences: [{ kind, name, controller: true }],
});

/** A pod that has ended for good. */
function ended(
  name: string,
  owner: [kind: string, name: string, hours: number],
  status: object = { phase: 'Failed', reason: 'Evicted' },
) {
  const pod = rawPod(name, { metadata: ownedBy(...owner) });
  return { ...pod, status };
}

function job(name: string, metadata: object, condition?: object) {
  return {
    metadata: { name, namespace: 'shop', uid: `job-${name}`, ...metadata },
    spec: { completions: 1 },
    status: { conditions: condition ? [{ status: 'True', ...condition }] : [] },
  };
}

describe('what failed in the past', () => {
  const lab = useLab();

  beforeEach(() => {
    lab.server.routes[PODS] = pagesOf([]);
    lab.server.routes[DEPLOYMENTS] = pagesOf([]);
  });

  async function read() {
    const used = lab.provider({ skipWatch: true });
    const cycle = {};
    const [cluster] = await used.getAllClusters({ signal, cycle });
    const { items } = await used.getWorkloads('lab', { signal, cycle });
    return {
      apps: cluster.totals.workloads,
      node: cluster.nodes[0]?.workloads,
      health: items.map(one => `${one.name} ${one.health}`),
      reasons: items.map(one => one.statusReason),
    };
  }

  it('is not asked of pods: a StatefulSet 0/3, a DaemonSet 0/3, a failed Job and a suspended CronJob count without any', async () => {
    const one = (path: string, kind: string, name: string) => {
      const rows = readItems('controllers-edge.json').filter(
        row => row.kind === kind && row.metadata.name === name,
      );
      lab.server.routes[path] = pagesOf(rows);
    };
    lab.server.routes[STATEFUL_SETS] = pagesOf(
      readItems('statefulsets-edge.json').filter(
        row => row.metadata.name === 'no-pods',
      ),
    );
    one(DAEMON_SETS, 'DaemonSet', 'none-ready');
    one(JOBS, 'Job', 'failed');
    one(CRON_JOBS, 'CronJob', 'suspended');
    expect((await read()).apps).toEqual({ total: 4, failed: 3, stopped: 1 });
  });

  it.each(['listed', 'denied'])(
    'is two attempts of a Job that was retried and then done, where Jobs are %s',
    async access => {
      const exit = (exitCode: number) => ({
        phase: exitCode ? 'Failed' : 'Succeeded',
        containerStatuses: [
          {
            ...{ name: 'app', ready: false },
            state: { terminated: { exitCode } },
          },
        ],
      });
      lab.server.routes[PODS] = pagesOf([
        ended('import-a1', ['Job', 'import', 3], exit(1)),
        ended('import-b2', ['Job', 'import', 2], exit(1)),
        ended('import-c3', ['Job', 'import', 1], exit(0)),
        ended('other-d4', ['Job', 'other', 2], exit(1)),
      ]);
      lab.server.routes[JOBS] =
        access === 'denied'
          ? DENIED
          : pagesOf([
              job('import', {}, { type: 'Complete' }),
              job('other', {}, { type: 'Failed', reason: 'DeadlineExceeded' }),
            ]);
      const { health, reasons } = await read();
      expect(health.slice(0, 4)).toEqual([
        ...['import-a1 stopped', 'import-b2 stopped'],
        ...['import-c3 healthy', 'other-d4 failed'],
      ]);
      expect(reasons).toContain(
        access === 'denied'
          ? 'Ended; a later attempt, import-c3, runs or has completed'
          : 'DeadlineExceeded',
      );
    },
  );

  it('is 500 evicted pods and one of a node that shut down, of a Deployment 1/1', async () => {
    const labels = { 'pod-template-hash': '6d5f' };
    const set = (hours: number) => ['ReplicaSet', 'web-6d5f', hours] as const;
    const pods = Array.from({ length: 500 }, (_, index) =>
      ended(`web-6d5f-${index}`, [...set(100)]),
    );
    for (const { metadata } of pods) Object.assign(metadata, { labels });
    const runs = rawPod('web-6d5f-runs', {
      metadata: { ...ownedBy(...set(1)), labels },
    });
    // Without the label its Deployment is not known by name.
    const shut = ended('web-6d5f-shut', [...set(200)], {
      ...{ phase: 'Failed', reason: 'Terminated' },
    });
    const all = [runs, ...pods, shut];
    for (const { spec } of all) spec.nodeName = 'a';
    lab.server.routes[DEPLOYMENTS] = pagesOf([rawDeployment('web')]);
    lab.server.routes[PODS] = pagesOf(all);
    const { apps, health, node } = await read();
    expect(apps).toMatchObject({ healthy: 1 });
    expect(apps).not.toHaveProperty('failed');
    expect(node).toEqual({ total: 502, healthy: 1, stopped: 501 });
    expect(health).toContain('web healthy');
    lab.server.routes[DEPLOYMENTS] = DENIED;
    expect((await read()).node).toEqual({
      ...{ total: 502, healthy: 1, stopped: 501 },
    });
  });

  it('is a run of a CronJob that was followed by a good one, but not the last run of all', async () => {
    lab.server.routes[NODES] = pagesOf([]);
    const cronJob = (name: string) => ({
      metadata: { name, namespace: 'shop', uid: name },
      status: { lastScheduleTime: hoursAgo(1) },
    });
    lab.server.routes[CRON_JOBS] = pagesOf([cronJob('good'), cronJob('never')]);
    const failed = { type: 'Failed', reason: 'BackoffLimitExceeded' };
    lab.server.routes[JOBS] = pagesOf([
      job('good-1', ownedBy('CronJob', 'good', 2), failed),
      job('good-2', ownedBy('CronJob', 'good', 1), { type: 'Complete' }),
      job('never-1', ownedBy('CronJob', 'never', 2), failed),
      job('never-2', ownedBy('CronJob', 'never', 1), failed),
    ]);
    const { apps, health } = await read();
    expect(health).toEqual([
      ...['good-1 stopped', 'good-2 healthy'],
      ...['never-1 failed', 'never-2 failed'],
      ...['good healthy', 'never failed'],
    ]);
    expect(apps).toEqual({ total: 2, healthy: 1, failed: 1 });
  });
});
