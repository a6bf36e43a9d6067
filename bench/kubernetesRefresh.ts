import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
/*
 * Measures a refresh of one Kubernetes cluster: with a watch, and with a full list each time.
 * Both read the same simulated cluster, which runs in a separate process; a few pods change
 * between refreshes. Usage: see README.md in this folder.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { subscribe } from 'node:diagnostics_channel';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { kubernetesConfigSchema } from '../plugins/infra-dashboard-backend-module-kubernetes/src/config';
import { KubernetesProvider } from '../plugins/infra-dashboard-backend-module-kubernetes/src/provider';

const PODS = Number(process.env.PODS ?? 10_000);
const NODES = 100;
const REFRESHES = 5;
const PORT = 19_310;
const TOKEN = 'simulated-service-account-token';

const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map(level => [level, () => {}]),
) as unknown as LoggerService;

let received = 0;
subscribe('undici:request:bodyChunkReceived', message => {
  received += (message as { chunk: Uint8Array }).chunk.byteLength;
});

/** Longest of the refresh under way, in milliseconds. */
const longest = { parse: 0, collection: 0 };

new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) {
    longest.collection = Math.max(longest.collection, duration);
  }
}).observe({ entryTypes: ['gc'] });

// In computing time, since the machine may be busy with something else meanwhile.
const { parse } = JSON;
JSON.parse = (...args: Parameters<typeof parse>) => {
  const before = process.cpuUsage();
  try {
    return parse(...args);
  } finally {
    const { user, system } = process.cpuUsage(before);
    longest.parse = Math.max(longest.parse, (user + system) / 1000);
  }
};

function writeFleet(): string {
  const fleet = {
    clusters: [
      {
        name: 'big',
        type: 'kubernetes',
        nodes: Array.from({ length: NODES }, (_, index) => ({
          name: `node-${index}`,
          cores: 64,
        })),
        workloads: Array.from({ length: PODS }, (_, index) => ({
          name: `web-${index}`,
          namespace: `team-${index % 50}`,
          node: `node-${index % NODES}`,
        })),
      },
    ],
  };
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'fleet.yaml');
  writeFileSync(file, JSON.stringify(fleet));
  return file;
}

async function startCluster() {
  const child = spawn(
    process.execPath,
    [
      resolve(__dirname, '../packages/simulator/bin/infra-simulator'),
      ...['--fleet', writeFleet(), '--base-port', String(PORT), '--control'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((ready, fail) => {
    child.once('exit', () => fail(new Error('The simulator ended')));
    child.stdout.on('data', part => {
      if (String(part).includes('is ready')) ready();
    });
  });
  return child;
}

async function changePods(round: number) {
  for (let index = 0; index < 10; index += 1) {
    await fetch(
      `http://127.0.0.1:${PORT - 1}/clusters/big/workloads/web-${
        round * 10 + index
      }`,
      { method: 'POST', body: JSON.stringify({ status: 'CrashLoopBackOff' }) },
    );
  }
}

const mean = (numbers: number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(settings: object, firstRound: number) {
  const provider = new PartReader(
    new KubernetesProvider(
      createTestContext({
        name: 'big',
        config: kubernetesConfigSchema.parse({
          url: `http://127.0.0.1:${PORT}`,
          serviceAccountToken: TOKEN,
          ...settings,
        }),
        timeouts: { connectMs: 5_000, totalMs: 60_000 },
        logger,
      }),
    ),
  );
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const { signal } = new AbortController();
  const refresh = async () => {
    const cycle = {};
    received = 0;
    longest.parse = 0;
    longest.collection = 0;
    delay.reset();
    delay.enable();
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    await provider.getAllClusters({ signal, cycle });
    const { items } = await provider.getWorkloads('big', { signal, cycle });
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    delay.disable();
    return {
      items: items.length,
      seconds,
      cpu: (user + system) / 1e6,
      megabytes: received / 1e6,
      hold: delay.max / 1e6,
      ...longest,
    };
  };
  const first = await refresh();
  const later = [];
  for (let round = 0; round < REFRESHES; round += 1) {
    await changePods(firstRound + round);
    await sleep(300);
    later.push(await refresh());
  }
  await provider.close();
  return {
    first,
    seconds: mean(later.map(one => one.seconds)),
    cpu: mean(later.map(one => one.cpu)),
    megabytes: mean(later.map(one => one.megabytes)),
    hold: median(later.map(one => one.hold)),
    parse: median(later.map(one => one.parse)),
    collection: median(later.map(one => one.collection)),
  };
}

async function main() {
  const cluster = await startCluster();
  try {
    // Once for nothing, so that neither pays for warming up the machine.
    await measure({ skipWatch: true }, 0);
    const list = await measure({ skipWatch: true }, REFRESHES);
    const watch = await measure({}, 2 * REFRESHES);
    const row = (
      what: string,
      unit: string,
      of: (one: typeof list) => number,
    ) => ({
      what,
      unit,
      list: of(list).toFixed(3),
      watch: of(watch).toFixed(3),
      'list / watch': (of(list) / of(watch)).toFixed(1),
    });
    process.stdout.write(
      `${PODS} pods, mean of ${REFRESHES} refreshes, 10 pods changed between them\n`,
    );
    console.table([
      row('received', 'MB', one => one.megabytes),
      row('CPU', 's', one => one.cpu),
      row('duration', 's', one => one.seconds),
      row('longest parsing in one go, median', 'ms', one => one.parse),
      row('longest garbage collection, median', 'ms', one => one.collection),
      row('longest hold of the event loop, median', 'ms', one => one.hold),
      row('the same, first refresh', 'ms', one => one.first.hold),
    ]);
  } finally {
    cluster.kill('SIGTERM');
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
