import { readItems } from '../__fixtures__';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawPod } from '../__testUtils__/objects';
import {
  codes,
  CRON_JOBS,
  JOBS,
  PODS,
  ROLLOUTS,
  useLab,
} from '../__testUtils__/useLab';

const { signal } = new AbortController();
const DENIED = { status: 403, body: { kind: 'Status' } };
const REPLICA_SETS = '/apis/apps/v1/replicasets';

const rowsOf = (kind: string) =>
  readItems('controllers-edge.json').filter(one => one.kind === kind);

function podOf(kind: string, name: string, metadata: object = {}) {
  return rawPod(`${name}-x2k2b`, {
    namespace: 'edge',
    metadata: {
      ownerReferences: [{ kind, name, controller: true }],
      ...metadata,
    },
  });
}

describe('controllers of a cluster', () => {
  const lab = useLab();

  async function read(options: { force?: boolean } = {}, provider?: any) {
    const used = provider ?? lab.provider({ skipWatch: true });
    const cycle = {};
    const [cluster] = await used.getAllClusters({ signal, cycle, ...options });
    const { complete, items, limitations } = await used.getWorkloads('lab', {
      ...{ signal, cycle },
    });
    return {
      ...{ cluster, complete, limitations: codes(limitations) },
      find: (type: string, name: string) =>
        items.find((one: any) => one.type === type && one.name === name),
    };
  }

  function installArgo(rows = rowsOf('Rollout')) {
    const groups = [{ name: 'argoproj.io' }];
    lab.server.routes['/apis'] = { body: { groups } };
    lab.server.routes[ROLLOUTS] = pagesOf(rows);
  }

  it('own their pods, up to the outermost one', async () => {
    installArgo();
    lab.server.routes[JOBS] = pagesOf(rowsOf('Job'));
    lab.server.routes[CRON_JOBS] = pagesOf(rowsOf('CronJob'));
    lab.server.routes[PODS] = pagesOf([
      podOf('Job', 'complete'),
      podOf('Job', 'report-29698080'),
      podOf('ReplicaSet', 'healthy-6d5f', {
        labels: { 'rollouts-pod-template-hash': '6d5f' },
      }),
      podOf('ReplicationController', 'available-4', {
        annotations: { 'openshift.io/deployment-config.name': 'available' },
      }),
    ]);
    const { complete, cluster, find, limitations } = await read();
    expect([complete, limitations]).toEqual([true, []]);
    const idOf = (type: string, name: string) => find(type, name).id;
    const pod = (name: string) => find('pod', `${name}-x2k2b`);
    expect(pod('complete').controllerId).toBe(idOf('job', 'complete'));
    const cronJob = idOf('cronjob', 'active');
    expect(find('job', 'report-29698080').controllerId).toBe(cronJob);
    expect(pod('report-29698080').controllerId).toBe(cronJob);
    expect(pod('healthy-6d5f')).toMatchObject({
      owner: { kind: 'Rollout', name: 'healthy' },
      controllerId: idOf('rollout', 'healthy'),
    });
    expect(pod('available-4').owner).toEqual({
      ...{ kind: 'DeploymentConfig', name: 'available' },
    });
    // All Jobs but the one of the CronJob, the CronJobs, Rollouts, a Deployment, and the
    // pod whose controller is not read.
    expect(cluster.totals.workloads.total).toBe(12 + 6 + 7 + 1 + 1);
  });

  it('are each a limitation where they are denied, and hide nothing else', async () => {
    installArgo();
    for (const path of [JOBS, CRON_JOBS, ROLLOUTS, REPLICA_SETS]) {
      lab.server.routes[path] = DENIED;
    }
    const { cluster, complete, limitations } = await read();
    expect(limitations).toEqual([
      'no-permission-replicasets',
      'no-permission-jobs',
      'no-permission-cronjobs',
      'no-permission-rollouts',
    ]);
    expect(complete).toBe(true);
    const remedies = cluster.limitations.map(({ remedy }: any) => remedy);
    expect(remedies.join()).toContain('--resource=rollouts.argoproj.io');
  });

  it('of operators are read where their API group is there, which is listed once', async () => {
    const provider = lab.provider({ skipWatch: true });
    expect((await read({}, provider)).limitations).toEqual([]);
    expect(lab.server.count(ROLLOUTS)).toBe(0);
    installArgo();
    // Until a user asks for it.
    await read({}, provider);
    expect(lab.server.count(ROLLOUTS)).toBe(0);
    expect(lab.server.count('/apis')).toBe(1);
    const { find } = await read({ force: true }, provider);
    expect(find('rollout', 'paused').status).toBe('Paused');
    await read({}, provider);
    expect(lab.server.count('/apis')).toBe(2);
    expect(
      lab.server.count('/apis/apps.openshift.io/v1/deploymentconfigs'),
    ).toBe(0);
    // Another resource of the group.
    delete lab.server.routes[ROLLOUTS];
    expect(await read({}, provider)).toMatchObject({
      ...{ complete: true, limitations: [] },
    });
  });

  it('of operators fail on their own, and a failed discovery is repeated', async () => {
    installArgo();
    lab.server.routes[ROLLOUTS] = { status: 500 };
    expect(await read()).toMatchObject({
      ...{ complete: false, limitations: ['rollouts-unreadable'] },
    });
    installArgo();
    const provider = lab.provider({ skipWatch: true });
    const discovery = lab.server.routes['/apis'];
    lab.server.routes['/apis'] = { status: 500 };
    expect(await read({}, provider)).toMatchObject({
      complete: false,
      limitations: ['rollouts-unreadable', 'deploymentconfigs-unreadable'],
    });
    lab.server.routes['/apis'] = discovery;
    expect(await read({}, provider)).toMatchObject({
      ...{ complete: true, limitations: [] },
    });
    lab.server.routes['/apis'] = DENIED;
    expect(await read()).toMatchObject({ complete: true, limitations: [] });
  });

  it('leave out ReplicaSets of Deployments and Rollouts at the server', async () => {
    await read();
    const [{ query }] = lab.server.requests.filter(
      ({ path }) => path === REPLICA_SETS,
    );
    expect(query.get('labelSelector')).toBe(
      '!pod-template-hash,!rollouts-pod-template-hash',
    );
  });
});
