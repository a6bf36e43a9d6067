/*
 * Reads a hostile server once a second, stores what it says, and serves 50 clients that read
 * nothing: shows whether the heap stays flat and how long the event loop is held.
 * Usage: see README.md in this folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express from 'express';
import knexFactory from 'knex';
import { recordChanges } from '../plugins/infra-dashboard-backend/src/changes/recordChanges';
import {
  Collector,
  ProviderLeases,
} from '../plugins/infra-dashboard-backend/src/collector';
import type { ProviderEntry } from '../plugins/infra-dashboard-backend/src/config';
import { PluginDatabase } from '../plugins/infra-dashboard-backend/src/database';
import { LongestBlock } from '../plugins/infra-dashboard-backend/src/faults/__testUtils__/LongestBlock';
import { InventoryRecorder } from '../plugins/infra-dashboard-backend/src/inventory/store/InventoryRecorder';
import { WorkloadLists } from '../plugins/infra-dashboard-backend/src/inventory/query/WorkloadLists';
import { sendJson } from '../plugins/infra-dashboard-backend/src/routes/sendJson';
import { createRegistry } from '../plugins/infra-dashboard-backend/src/testing/createRegistry';

const MINUTES = Number(process.env.MINUTES ?? 30);
const READERS = 50;

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
process.on('unhandledRejection', () => {
  rejections += 1;
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
  const app = express().get('/workloads', async (_, response) => {
    await sendJson(response, { items: await workloads() });
  });
  const listening = app.listen(0, '127.0.0.1');
  await sleep(1_000);
  const { port } = listening.address() as AddressInfo;
  for (let index = 0; index < READERS; index += 1) readNothing(port);

  const delay = monitorEventLoopDelay({ resolution: 5 });
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const block = new LongestBlock();
    const reads = { good: 0, failed: 0 };
    delay.reset();
    delay.enable();
    await block.during(async () => {
      for (let second = 0; second < 60; second += 1) {
        const next = sleep(1_000);
        await collector.refresh('hostile', { force: true });
        const { state } = collector.providers[0];
        reads[state === 'ok' ? 'good' : 'failed'] += 1;
        await next;
      }
    });
    delay.disable();
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    process.stdout.write(
      `${JSON.stringify({
        minute: minute + 1,
        ...reads,
        workloads: (await workloads()).length,
        'heap MiB': Math.round(heapUsed / MIB),
        'rss MiB': Math.round(rss / MIB),
        'longest hold, CPU ms': Math.round(block.milliseconds),
        'longest hold, clock ms': Math.round(delay.max / 1e6),
        rejections,
      })}\n`,
    );
  }
  server.kill('SIGTERM');
  process.exit(rejections > 0 ? 1 : 0);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
