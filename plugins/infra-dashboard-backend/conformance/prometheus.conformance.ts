/*
 * Gives a real Prometheus known numbers, under the names of the usual exporters, and compares what
 * the default queries of the platforms find with them. It starts a server of its own, on loopback
 * and in a temporary folder.
 *
 *   PROMETHEUS, PROMTOOL   the programs; default `prometheus` and `promtool`
 *   RECORD=1               writes responses for the tests
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/prometheus.conformance.ts
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterRecord } from '../src/collector';
import {
  PrometheusHistory,
  type HistoryObject,
} from '../src/history/prometheus/PrometheusHistory';
import { PrometheusServer } from '../src/history/prometheus/PrometheusServer';
import { readHistoryOptions } from '../src/history/readHistoryOptions';
import { createRegistry } from '../src/testing/createRegistry';
import { createReport } from '../src/testing/createReport';
import { fakeWorkload } from '../src/testing/FakeProvider';

const {
  PROMETHEUS = 'prometheus',
  PROMTOOL = 'promtool',
  RECORD,
} = process.env;

const STEP = 300_000;
const END = Math.floor(Date.now() / STEP) * STEP - STEP;
const FROM = END - 12 * STEP;
const SCRAPE = 30_000;

const GIB = 1024 ** 3;

/** Ends a string, and means more than itself in an expression. */
const HOSTILE = 'a.b"} or up{x=~".*\\';

type Labels = Record<string, string>;

/** A counter grows by `value` a second, a gauge is `value`. */
interface Series {
  name: string;
  labels: Labels;
  value: number;
}

const inBoth = (name: string, labels: Labels, value: number): Series[] =>
  ['eu', 'us'].map((cluster, index) => ({
    ...{ name, value: value * (index + 1) },
    labels: { ...labels, cluster },
  }));

function ofPod(pod: string, namespace: string, cpu: number): Series[] {
  const container = (name: string, share: number) => {
    const labels = { namespace, pod, container: name };
    return [
      ...inBoth('container_cpu_usage_seconds_total', labels, cpu * share),
      ...inBoth('container_memory_working_set_bytes', labels, GIB * share),
    ];
  };
  // The sum over the containers and the sandbox must not count.
  return [
    ...container('web', 0.75),
    ...container('proxy', 0.25),
    ...container('', 1),
    ...container('POD', 0.1),
  ];
}

const ofKubernetesNode = (node: string, cpu: number): Series[] => [
  ...inBoth('container_cpu_usage_seconds_total', { id: '/', node }, cpu),
  ...inBoth('container_memory_working_set_bytes', { id: '/', node }, 3 * GIB),
  ...inBoth('kube_node_status_allocatable', { node, resource: 'cpu' }, 4),
  ...inBoth(
    'kube_node_status_allocatable',
    { node, resource: 'memory' },
    8 * GIB,
  ),
];

const ofProxmox = (id: string, cores: number, ratio: number): Series[] =>
  // Two servers scrape the same exporter.
  ['a', 'b'].flatMap(replica => {
    const labels = { id, replica };
    return [
      ...inBoth('pve_cpu_usage_limit', labels, cores),
      {
        name: 'pve_cpu_usage_ratio',
        labels: { ...labels, cluster: 'eu' },
        value: ratio,
      },
      ...inBoth('pve_memory_usage_bytes', labels, 2 * GIB),
      ...inBoth('pve_memory_size_bytes', labels, 4 * GIB),
    ];
  });

const ofInstance = (domain: string, id: string): Series[] => [
  ...inBoth(
    'libvirt_domain_openstack_info',
    { domain, instance_id: id },
    1,
  ).map(one => ({ ...one, value: 1 })),
  ...inBoth('libvirt_domain_info_cpu_time_seconds_total', { domain }, 0.5),
  ...inBoth('libvirt_domain_memory_stats_rss_bytes', { domain }, GIB),
  ...inBoth('libvirt_domain_info_maximum_memory_bytes', { domain }, 2 * GIB),
];

const SERIES: Series[] = [
  ...ofPod('web-7d9f8c6b5-bcd2f', 'shop', 0.5),
  ...ofPod('web-7d9f8c6b5-x2x2x', 'shop', 0.25),
  // Pods of a DaemonSet `web-api`, of a Deployment in another namespace, and of `db`.
  ...ofPod('web-api-x2x2x', 'shop', 8),
  ...ofPod('web-7d9f8c6b5-x2x2x', 'other', 8),
  ...ofPod('db-0', 'shop', 1),
  ...ofPod('db-11', 'shop', 2),
  ...ofPod(HOSTILE, 'shop', 0.125),
  ...ofPod('axb"} or up{x=~"yy', 'shop', 8),
  ...ofKubernetesNode('n1', 1),
  ...ofKubernetesNode('n2', 2),
  ...ofProxmox('node/pve1', 16, 0.25),
  ...ofProxmox('node/pve2', 8, 0.5),
  ...ofProxmox('qemu/100', 4, 0.125),
  ...ofProxmox('lxc/101', 2, 0.5),
  ...ofInstance('instance-1', 'f00'),
  ...ofInstance('instance-2', 'f01'),
];

const quote = (text: string) =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;

/** What `promtool tsdb create-blocks-from openmetrics` reads. */
function openMetrics(): string {
  const byName = new Map<string, Series[]>();
  for (const one of SERIES) {
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  }
  const lines: string[] = [];
  for (const [name, all] of byName) {
    const isCounter = name.endsWith('_total');
    lines.push(
      `# TYPE ${name.replace(/_total$/, '')} ${
        isCounter ? 'counter' : 'gauge'
      }`,
    );
    for (const { labels, value } of all) {
      const shown = Object.entries(labels)
        .map(([key, text]) => `${key}=${quote(text)}`)
        .join(',');
      for (let at = FROM - STEP; at <= END; at += SCRAPE) {
        const sample = isCounter ? (value * (at - FROM + STEP)) / 1000 : value;
        lines.push(`${name}{${shown}} ${sample} ${at / 1000}`);
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

interface Expected {
  cpu: number;
  cpuTotal?: number;
  memory: number;
  memoryTotal?: number;
}

const recordOf = (type: string) =>
  ({
    entry: { name: type, type },
    snapshot: { name: 'eu' },
  } as ClusterRecord);

const workloadOf = (
  type: string,
  workload: Parameters<typeof fakeWorkload>[2],
): HistoryObject => ({
  record: recordOf(type),
  workload: fakeWorkload('eu', workload?.name ?? 'x', workload),
});

const pod = (name: string, type = 'pod') =>
  workloadOf('kubernetes', { name, type, namespace: 'shop' });

const CASES: Array<[string, HistoryObject, Expected]> = [
  ['pod', pod('web-7d9f8c6b5-x2x2x'), { cpu: 0.25, memory: GIB }],
  ['pod with a hostile name', pod(HOSTILE), { cpu: 0.125, memory: GIB }],
  ['deployment', pod('web', 'deployment'), { cpu: 0.75, memory: 2 * GIB }],
  ['statefulset', pod('db', 'statefulset'), { cpu: 3, memory: 2 * GIB }],
  [
    'node of Kubernetes',
    { record: recordOf('kubernetes'), node: 'n2' },
    { cpu: 2, cpuTotal: 4, memory: 3 * GIB, memoryTotal: 8 * GIB },
  ],
  [
    'cluster of Kubernetes',
    { record: recordOf('kubernetes') },
    { cpu: 3, cpuTotal: 8, memory: 6 * GIB, memoryTotal: 16 * GIB },
  ],
  [
    'virtual machine',
    workloadOf('proxmox', { id: 'eu/qemu/100', type: 'qemu' }),
    { cpu: 0.5, cpuTotal: 4, memory: 2 * GIB, memoryTotal: 4 * GIB },
  ],
  [
    'container',
    workloadOf('proxmox', { id: 'eu/lxc/101', type: 'lxc' }),
    { cpu: 1, cpuTotal: 2, memory: 2 * GIB, memoryTotal: 4 * GIB },
  ],
  [
    'node of Proxmox VE',
    { record: recordOf('proxmox'), node: 'pve1' },
    { cpu: 4, cpuTotal: 16, memory: 2 * GIB, memoryTotal: 4 * GIB },
  ],
  [
    'cluster of Proxmox VE',
    { record: recordOf('proxmox') },
    { cpu: 8, cpuTotal: 24, memory: 4 * GIB, memoryTotal: 8 * GIB },
  ],
  [
    'instance',
    workloadOf('openstack', { id: 'f01', type: 'instance' }),
    { cpu: 0.5, memory: GIB, memoryTotal: 2 * GIB },
  ],
];

const isNear = (found: number | undefined, expected: number | undefined) =>
  found === expected ||
  (found !== undefined &&
    expected !== undefined &&
    Math.abs(found - expected) <= 1e-6 * expected);

async function compare(url: string): Promise<number> {
  const registry = createRegistry();
  const report = createReport({
    history: { prometheus: [{ url, clusterLabel: 'cluster' }] },
  });
  const logger = mockServices.rootLogger();
  const history = new PrometheusHistory({
    servers: readHistoryOptions(report).prometheus.map(
      config => new PrometheusServer({ config, logger }),
    ),
    promqlOf: type => registry.promqlOf(type),
  });
  let differences = 0;
  for (const [title, object, expected] of CASES) {
    for (const metric of ['cpu', 'memory'] as const) {
      const { limitations, points } = await history.read(object, metric, {
        ...{ from: FROM, to: END, length: STEP },
      });
      const wrong = points.filter(
        ({ total, used }) =>
          !isNear(used, expected[metric]) ||
          !isNear(total, expected[`${metric}Total`]),
      );
      const isGood =
        points.length === 12 && wrong.length === 0 && limitations.length === 0;
      if (!isGood) differences += 1;
      console.log(
        `${isGood ? 'equal    ' : 'DIFFERENT'} ${title}: ${metric}`,
        isGood
          ? ''
          : JSON.stringify([expected, wrong[0], points.length, limitations]),
      );
    }
  }
  await history.close();
  return differences;
}

/** Responses for the tests. */
async function record(url: string): Promise<void> {
  const get = async (query: string) => {
    const search = new URLSearchParams({
      ...{
        query,
        start: String(FROM / 1000),
        end: String((FROM + 2 * STEP) / 1000),
      },
      step: '300',
    });
    const response = await fetch(`${url}/api/v1/query_range?${search}`);
    return { status: response.status, body: await response.text() };
  };
  const responses = {
    start: FROM / 1000,
    one: await get(
      'sum(kube_node_status_allocatable{resource="cpu",cluster="eu"})',
    ),
    none: await get('nothing'),
    several: await get('kube_node_status_allocatable{resource="cpu"}'),
    notANumber: await get('vector(0/0)'),
    malformed: await get('sum('),
    ambiguous: await get(
      'kube_node_status_allocatable * on (cluster) kube_node_status_allocatable',
    ),
  };
  const file = resolve(
    __dirname,
    '../src/history/prometheus/__fixtures__/prometheus-2.42.json',
  );
  writeFileSync(file, `${JSON.stringify(responses, null, 2)}\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const data = join(folder, 'data');
  writeFileSync(join(folder, 'metrics.txt'), openMetrics());
  writeFileSync(join(folder, 'prometheus.yml'), '{}\n');
  execFileSync(PROMTOOL, [
    ...['tsdb', 'create-blocks-from', 'openmetrics'],
    ...[join(folder, 'metrics.txt'), data],
  ]);
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    PROMETHEUS,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=${address}`,
    ],
    { stdio: 'ignore' },
  );
  try {
    const url = `http://${address}`;
    for (let tries = 0; ; tries += 1) {
      const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
      if (ready?.ok) break;
      if (tries === 100) throw new Error('Prometheus does not start');
      await wait(200);
    }
    if (RECORD) await record(url);
    const differences = await compare(url);
    console.log(`${differences} differences`);
    process.exitCode = differences > 0 ? 1 : 0;
  } finally {
    server.kill();
    await new Promise(done => server.once('exit', done));
    rmSync(folder, { recursive: true });
  }
}

void main();
