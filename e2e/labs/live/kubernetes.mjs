// Live changes in a real Kubernetes cluster while a portal reads it with several kinds of
// credentials. Needs kubectl and an administrator's kubeconfig; makes objects named live-* in the
// namespace team-a, cordons NODE, and removes what it made.
//
//   KUBECONFIG=… NODE=a-node node e2e/labs/live/kubernetes.mjs
//
// Commands of the laboratory, each optional; without one its steps are left out:
//   STOP_API, START_API   end the API server, and start it again
//   COMPACT               remove all old versions from etcd
//   METRICS_OFF, METRICS_BROKEN, METRICS_EMPTY, METRICS_ON
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { end } from '../../../scripts/children.mjs';
import { LiveRun } from './LiveRun.mjs';
import { startPortal } from './portal.mjs';
import { startRelay } from './relay.mjs';

const run = promisify(execFile);
const { NODE: node = 'worker-001' } = process.env;
const here = fileURLToPath(new URL('.', import.meta.url));
const kubeConfigPath = join(mkdtempSync(join(tmpdir(), 'live-')), 'kubeconfig');
const inTeam = ['-n', 'team-a'];

const kubectl = async (...args) => (await run('kubectl', args)).stdout;
/** The same for the kubeconfig that the portal reads. */
const setPortal = (...args) => kubectl('--kubeconfig', kubeConfigPath, ...args);
const shell = name => () => run('bash', ['-c', process.env[name]]);

function post(path, body) {
  const child = run('kubectl', ['create', '--raw', path, '-f', '-']);
  child.child.stdin.end(JSON.stringify(body));
  return child;
}

const makeContexts = () =>
  run('bash', [join(here, '../kubernetes/contexts.sh'), kubeConfigPath]);

await makeContexts();
const config = JSON.parse(
  await setPortal('config', 'view', '--minify', '-o', 'json'),
);
const [{ name: clusterName, cluster }] = config.clusters;
const server = new URL(cluster.server);
const relay = await startRelay(Number(server.port || 443));
server.port = String(relay.port);
const useRelay = () =>
  setPortal('config', 'set-cluster', clusterName, `--server=${server}`);
await useRelay();

const ALL = ['reader', 'no-watch', 'one'];
/** Seconds until a watch shows a change. */
const VISIBLE = { reader: 2, one: 2 };
/** Seconds until a cluster is shown that is back. */
const BACK = Object.fromEntries(ALL.map(reader => [reader, 40]));
const entry = (name, more = {}) => ({
  ...{ name, type: 'kubernetes', refreshInterval: '10s' },
  ...{ kubeConfigPath, kubeConfigContext: name, ...more },
});
const portal = await startPortal([
  entry('reader'),
  entry('no-watch'),
  entry('one', { namespace: 'team-a' }),
]);
const live = new LiveRun(portal);
const search = 'live-';
const ofWorkloads = { part: 'workloads', readers: ALL, search };
const ofCluster = { part: 'cluster', readers: ALL };

const pod = name => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name } },
  spec: {
    nodeName: node,
    containers: [{ name: 'app', image: 'registry.example/app:1' }],
  },
});
const createPod = name => () =>
  post('/api/v1/namespaces/team-a/pods', pod(name));
const removePod = name => () =>
  kubectl('delete', 'pod', name, ...inTeam, '--force', '--grace-period=0');
const setStatus = (kind, name, status, ...where) =>
  kubectl(
    ...['patch', kind, name, ...where, '--subresource=status', '--type=merge'],
    ...['-p', JSON.stringify({ status })],
  );

await live.step('the portal reads the cluster', {
  ...ofWorkloads,
  change: async () => {},
  search: '',
  isRight: ({ freshness }) =>
    freshness.cluster.state === 'fresh' &&
    freshness.workloads.state === 'fresh',
});

for (const [title, change, isRight] of [
  [
    'a pod is created',
    createPod('live-pod'),
    ({ workload }) => workload('live-pod')?.status === 'Pending',
  ],
  [
    'a pod becomes ready',
    () =>
      setStatus(
        ...['pod', 'live-pod'],
        {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [
            {
              ...{ name: 'app', ready: true, restartCount: 0, imageID: '' },
              ...{ image: 'registry.example/app:1' },
              state: { running: { startedAt: new Date().toISOString() } },
            },
          ],
        },
        ...inTeam,
      ),
    ({ workload }) => workload('live-pod')?.health === 'healthy',
  ],
  [
    'a deployment is created',
    () =>
      kubectl(
        ...['create', 'deployment', 'live-app', ...inTeam],
        '--image=registry.example/app:1',
      ),
    ({ workload }) => workload('live-app')?.ready?.desired === 1,
  ],
  [
    'a deployment is resized',
    () => kubectl('scale', 'deployment/live-app', ...inTeam, '--replicas=3'),
    ({ workload }) => workload('live-app')?.ready?.desired === 3,
  ],
  [
    'a deployment is deleted',
    () => kubectl('delete', 'deployment', 'live-app', ...inTeam),
    ({ workload }) => !workload('live-app'),
  ],
  [
    'a pod is evicted',
    () =>
      post('/api/v1/namespaces/team-a/pods/live-pod/eviction', {
        ...{ apiVersion: 'policy/v1beta1', kind: 'Eviction' },
        metadata: { name: 'live-pod', namespace: 'team-a' },
      }),
    ({ workload }) =>
      /^(Terminating|undefined)$/.test(workload('live-pod')?.status),
  ],
  [
    'a pod is deleted',
    removePod('live-pod'),
    ({ workload }) => !workload('live-pod'),
  ],
]) {
  await live.step(title, { ...ofWorkloads, within: VISIBLE, change, isRight });
}

await live.step('a node is cordoned', {
  ...ofCluster,
  change: () => kubectl('cordon', node),
  isRight: view => view.node(node)?.health === 'stopped',
});
await live.step('a node is opened again', {
  ...ofCluster,
  change: () => kubectl('uncordon', node),
  isRight: view => view.node(node)?.health === 'healthy',
});

for (const [variable, code] of [
  ['METRICS_BROKEN', 'metrics-unavailable'],
  ['METRICS_EMPTY', 'metrics-empty'],
  ['METRICS_OFF', 'metrics-not-installed'],
  ['METRICS_ON', undefined],
]) {
  if (!process.env[variable]) continue;
  const isUsed = ({ cluster: one }) => one.totals.cpu.used !== undefined;
  await live.step(`metrics: ${code ?? 'on'}`, {
    ...ofCluster,
    change: shell(variable),
    isRight: view =>
      code ? view.codes.includes(code) && !isUsed(view) : isUsed(view),
  });
}

await live.step('a service account is revoked', {
  ...{ part: 'cluster', readers: ['reader'] },
  change: async () => {
    await kubectl('delete', 'sa', 'reader', '-n', 'infra-dashboard-live');
    // The API server remembers a token that it has just checked for ten seconds.
    await sleep(11_000);
  },
  isRight: ({ cluster: one }) =>
    one.error?.code === 'UNAUTHORIZED' && one.freshness.state !== 'fresh',
});
await createPod('live-restored')();
await live.step('a service account is restored', {
  ...{ ...ofWorkloads, readers: ['reader'], within: BACK },
  change: async () => {
    await makeContexts();
    await useRelay();
  },
  isRight: ({ cluster: one, workload }) =>
    !one.error && workload('live-restored') !== undefined,
});

await live.hold(
  'a connection is lost and nothing says so, and a pod is deleted',
  {
    ...{ readers: ALL, part: 'workloads', seconds: 45 },
    change: async () => {
      relay.set('hold');
      await removePod('live-restored')();
    },
  },
);
await live.step('the connection is back', {
  ...{ ...ofWorkloads, within: BACK },
  change: async () => relay.set('pass'),
  isRight: ({ workload }) => !workload('live-restored'),
});

if (process.env.STOP_API) {
  await live.hold('the API server is down', {
    ...{ readers: ALL, part: 'cluster', seconds: 30 },
    change: shell('STOP_API'),
  });
  await live.step('the API server is back', {
    ...{ ...ofWorkloads, within: BACK },
    change: async () => {
      await shell('START_API')();
      await createPod('live-back')();
    },
    isRight: ({ workload }) => workload('live-back') !== undefined,
  });
}
if (process.env.STOP_API && process.env.COMPACT) {
  await live.step('the version of the watch is too old (410)', {
    ...{ ...ofWorkloads, within: BACK },
    change: async () => {
      relay.set('cut');
      await removePod('live-back')();
      await createPod('live-new')();
      await shell('COMPACT')();
      await shell('STOP_API')();
      await shell('START_API')();
      await sleep(35_000);
      relay.set('pass');
    },
    isRight: ({ workload }) => !workload('live-back') && workload('live-new'),
  });
}

await kubectl(
  'delete',
  'pod',
  ...inTeam,
  '--force',
  '--ignore-not-found',
  'live-new',
  'live-back',
);
end(live.report() ? 0 : 1);
