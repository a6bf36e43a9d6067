/*
 * Reads a hostile server once a second, stores what it says, and serves 50 clients that read
 * nothing: shows whether the heap stays flat and how long the event loop is held. It ends with a
 * verdict and exit code 0 or 1. Usage: see README.md in this folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import knexFactory from 'knex';
import { expireChanges } from '../plugins/infra-dashboard-backend/src/changes/expireChanges';
import { recordChanges } from '../plugins/infra-dashboard-backend/src/changes/recordChanges';
import {
  Collector,
  ProviderLeases,
} from '../plugins/infra-dashboard-backend/src/collector';
import type { ProviderEntry } from '../plugins/infra-dashboard-backend/src/config';
import { PluginDatabase } from '../plugins/infra-dashboard-backend/src/database';
import { InventoryRecorder } from '../plugins/infra-dashboard-backend/src/inventory/store/InventoryRecorder';
import { WorkloadLists } from '../plugins/infra-dashboard-backend/src/inventory/query/WorkloadLists';
import { HoldHistogram } from './HoldHistogram';
import { sendJson } from '../plugins/infra-dashboard-backend/src/routes/sendJson';
import { createRegistry } from '../plugins/infra-dashboard-backend/src/testing/createRegistry';

const MINUTES = Number(process.env.MINUTES ?? 30);
const READERS = 50;

/** Reads before the first minute: code that was never run is slow. */
const WARM_UP = 20;

/** What must hold, in milliseconds of computing time and MiB. */
const MAX_HOLD = 50;
const MAX_GROWTH = 10;

/** Changes that are stored; there are two thousand more in each second. */
const MAX_CHANGES = 100_000;

const MIB = 1024 * 1024;

const logger = {
  ...Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map(level => [level, () => {}]),
  ),
  child: () => logger,
} as unknown as LoggerService;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let rejections = 0;
process.on('unhandledRejection', reason => {
  rejections += 1;
  if (rejections <= 3) process.stderr.write(`Unhandled: ${inspect(reason)}\n`);
});

async function startServer(): Promise<[ChildProcess, string]> {
  const child = spawn(
    process.execPath,
    [resolve(__dirname, 'hostileServer.mjs')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const port = await new Promise<string>((ready, fail) => {
    child.once('exit', () => fail(new Error('The server ended')));
    child.stdout.once('data', part => ready(String(part).trim()));
  });
  return [child, `http://127.0.0.1:${port}`];
}

function createEntry(url: string): ProviderEntry {
  return {
    name: 'hostile',
    type: 'proxmox',
    enabled: true,
    timings: {
      ...{ refreshMs: 3_600_000, timeoutMs: 10_000, connectMs: 5_000 },
      ...{ staleAfterMs: 60_000, detailTtlMs: 15_000 },
    },
    settings: { url, tokenId: 'a@pve!b', tokenSecret: 'secret' },
    ...{ key: 'infraDashboard.providers[0]', source: 'app-config' },
  };
}

/** Requests all workloads and reads nothing, again and again. */
function readNothing(port: number): void {
  const socket = connect(port, '127.0.0.1').pause();
  socket.on('error', () => {});
  socket.on('close', () => readNothing(port));
  // A paused socket notices its end late.
  setTimeout(() => socket.destroy(), 40_000).unref();
  socket.write('GET /workloads HTTP/1.1\r\nHost: bench\r\n\r\n');
}

const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const report = (line: object) =>
  void process.stdout.write(`${JSON.stringify(line)}\n`);

async function main() {
  const [server, url] = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: join(folder, 'inventory.sqlite'),
    useNullAsDefault: true,
  });
  const database = new PluginDatabase({
    ...{ logger, subject: 'inventory' },
    database: { getClient: async () => knex },
  });
  const leases = new ProviderLeases({ database, isShared: false });
  await leases.start();
  const collector = new Collector({ registry: createRegistry(), logger });
  const recorder = new InventoryRecorder({
    ...{ database, leases, recordChanges },
    ownership: {
      ...{ hasCatalog: true, isSettled: true },
      match: workload => workload,
    },
    machineTypesOf: () => new Set(),
  });
  collector.recordWith(recorder);
  collector.apply([createEntry(url)]);
  const lists = new WorkloadLists({ database });
  const workloads = () =>
    lists.read({
      ...{ allowed: true, observedAt: () => Date.now() },
      clusters: collector.records.flatMap(({ entry, snapshot: { name } }) => {
        const { type: provider, name: providerName } = entry;
        const row = recorder.rowOf(entry, name);
        return row ? [{ ...row, name, provider, providerName }] : [];
      }),
    });
  // As the plugin does: a reader whose list takes too long gets an error.
  const routes = Router().get('/workloads', async (_, response) => {
    await sendJson(response, { items: await workloads() });
  });
  const app = express().set('env', 'test').use(routes);
  const listening = app.listen(0, '127.0.0.1');
  await sleep(1_000);
  const { port } = listening.address() as AddressInfo;
  for (let index = 0; index < READERS; index += 1) readNothing(port);

  const reads = { good: 0, failed: 0 };
  const refresh = async () => {
    const next = sleep(1_000);
    await collector.refresh('hostile', { force: true });
    reads[collector.providers[0].state === 'ok' ? 'good' : 'failed'] += 1;
    await next;
  };
  for (let read = 0; read < WARM_UP; read += 1) await refresh();

  const meter = new HoldHistogram();
  const heaps: number[] = [];
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    Object.assign(reads, { good: 0, failed: 0 });
    meter.start();
    for (let second = 0; second < 60; second += 1) await refresh();
    await expireChanges(knex, {
      ...{ now: Date.now(), retentionMs: 86_400_000, maxRows: MAX_CHANGES },
    });
    meter.stop();
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    heaps.push(heapUsed / MIB);
    report({
      ...{ minute, ...reads, workloads: (await workloads()).length },
      'heap MiB': Math.round(heapUsed / MIB),
      'rss MiB': Math.round(rss / MIB),
      ...meter.minute,
      rejections,
    });
  }
  server.kill('SIGTERM');
  listening.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });

  const growth = median(heaps.slice(-5)) - median(heaps.slice(0, 5));
  const longest = Math.round(meter.longest);
  const failures = [
    ...(longest > MAX_HOLD ? [`held for ${longest} ms`] : []),
    ...(growth > MAX_GROWTH ? [`heap grew by ${Math.round(growth)} MiB`] : []),
    ...(rejections > 0 ? [`${rejections} unhandled rejections`] : []),
  ];
  report({
    verdict: failures.length > 0 ? failures.join(', ') : 'holds',
    'longest hold, CPU ms': longest,
    'heap growth MiB': Math.round(growth),
    'CPU ms of holds': meter.counts,
    rejections,
  });
  process.exit(failures.length > 0 ? 1 : 0);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
