/*
 * Measures a portal with 30 clusters: the first reading of all, rest with moving numbers and 33
 * changed pods a second, pages, readers at the same time, memory and a restart. The platforms
 * are generated within the process; their clients are not measured, see kubernetesRefresh.ts.
 * SQLite in memory, or the PostgreSQL that POSTGRES names. Usage: see README.md in this folder.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { GeneratedEstate } from './GeneratedEstate';
import { measureHolds, measureThread, memory } from './HoldMeter';
import { startPortal } from './startPortal';

/** Of 135,000 workloads. */
const SCALE = Number(process.env.SCALE ?? 1);
const REST_MS = Number(process.env.REST_SECONDS ?? 60) * 1_000;
/** Each reads once a second, ten times as often as an open page. */
const READERS = [1, 100];
const ROUNDS = 10;
const { POSTGRES } = process.env;

const API = '/api/infra-dashboard';
const rows: Record<string, unknown>[] = [];

const PAGES = [
  '/clusters?',
  '/nodes?sort=-memory',
  '/workloads?sort=name',
  '/workloads?sort=-cpu',
  '/workloads?sort=name&health=failed',
  '/workloads?sort=name&owner=group:default/team-7',
  '/workloads?sort=name&namespace=team-7',
  '/workloads?sort=name&entityRef=shop-123',
  '/workloads?sort=name&q=shop-123',
  '/summary?',
];

/** Each page is read so often, with a limit of its own, so that no response is shared. */
const PAGE_ROUNDS = 12;
const PAGE_PAUSE_MS = 300;
/** What changed last is written. */
const SETTLE_MS = 16_000;

/** A path whose response no request before has had. */
function pathOf(path: string, round: number): string {
  return path.endsWith('?') ? path : `${path}&limit=${100 + round}`;
}

/** Writes what the pages cost to the file that PROFILE names. */
async function startProfiler() {
  const { PROFILE } = process.env;
  if (!PROFILE) return { stop: async () => {} };
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return {
    stop: async () => {
      const { profile } = await session.post('Profiler.stop');
      writeFileSync(PROFILE, JSON.stringify(profile));
    },
  };
}

function openDatabase() {
  const knex = POSTGRES
    ? knexFactory({
        ...{ client: 'pg', connection: POSTGRES, searchPath: ['estate'] },
        pool: { min: 0, max: 10 },
      })
    : knexFactory({
        ...{ client: 'better-sqlite3', connection: ':memory:' },
        useNullAsDefault: true,
      });
  return knex;
}

/** Seconds that the processes of PostgreSQL have computed for this database. */
async function databaseSeconds(knex: ReturnType<typeof openDatabase>) {
  if (!POSTGRES) return NaN;
  const { rows: found } = await knex.raw(
    `select pid from pg_stat_activity where datname = current_database()`,
  );
  let ticks = 0;
  for (const { pid } of found) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
      ticks += Number(fields[13]) + Number(fields[14]);
    } catch {
      // It has ended.
    }
  }
  return ticks / 100;
}

/** What a client in a thread of its own measures, so that it costs this one nothing. */
function createClient(port: number) {
  const worker = new Worker(join(__dirname, 'readers.mjs'), {
    workerData: {
      address: `http://127.0.0.1:${port}`,
      authorization: mockCredentials.user.header(),
    },
  });
  const call = <T>(message: object) =>
    new Promise<T>((resolve, reject) => {
      worker.once('message', ({ error, value }) =>
        error ? reject(new Error(error)) : resolve(value),
      );
      worker.postMessage(message);
    });
  return {
    read: (path: string) => call<any>({ path: API + path }),
    lines: (path: string) =>
      call<{ lines: number }>({ path: API + path, isText: true }),
    p95: (path: string, readers: number) =>
      call<number>({ path: API + path, readers, rounds: ROUNDS }),
    close: () => worker.terminate(),
  };
}

async function start(estate: GeneratedEstate, database: DatabaseService) {
  const portal = await startPortal(estate, database);
  const client = createClient(portal.port);
  return {
    ...portal,
    client,
    stop: async () => {
      await client.close();
      await portal.stop();
    },
  };
}

const seconds = (ms: number) => Number((ms / 1_000).toFixed(1));

async function untilStored(
  client: ReturnType<typeof createClient>,
  clusters: number,
) {
  const startedAt = performance.now();
  let first = 0;
  for (;;) {
    const { items } = await client.read('/clusters');
    const stored = items.filter((one: any) => one.totals.workloads);
    if (!first && stored.length > 0) first = performance.now() - startedAt;
    if (stored.length === clusters) {
      return { first, all: performance.now() - startedAt };
    }
    await sleep(250);
  }
}

async function main() {
  const knex = openDatabase();
  if (POSTGRES) {
    await knex.raw('drop schema if exists estate cascade');
    await knex.raw('create schema estate');
  }
  const database = { getClient: async () => knex };
  const estate = new GeneratedEstate(SCALE);
  const add = (name: string, values: object) => rows.push({ name, ...values });
  let portal = await start(estate, database);
  add('started, nothing read', memory());
  let times = { first: NaN, all: NaN };
  const holds = await measureHolds(async () => {
    times = await untilStored(portal.client, estate.providers.length);
  });
  add(`first reading of ${estate.size}`, { ...holds, ...memory() });
  add('  until the first cluster', { 'wall ms': Math.round(times.first) });
  if (POSTGRES) await knex.raw('analyze');

  estate.startChanges();
  await sleep(REST_MS / 2);
  const before = await databaseSeconds(knex);
  const rest = await measureHolds(() => sleep(REST_MS));
  const used = (await databaseSeconds(knex)) - before;
  const share = (ms: number) => `${((ms / REST_MS) * 100).toFixed(1)} %`;
  add('at rest', {
    ...rest,
    ...memory(),
    'of one core': share(rest['own CPU ms']),
    database: POSTGRES ? share(used * 1_000) : 'the same process',
  });
  // Refreshes go on. What a page costs must not include the changes.
  estate.stopChanges();
  await sleep(SETTLE_MS);
  const profiler = await startProfiler();
  for (const path of PAGES) {
    const own: number[] = [];
    const { 'hold, own CPU ms': hold } = await measureHolds(async () => {
      for (let round = 0; round < PAGE_ROUNDS; round += 1) {
        await sleep(PAGE_PAUSE_MS);
        await portal.client.read(pathOf(path, round));
      }
    });
    for (let round = 0; round < PAGE_ROUNDS; round += 1) {
      await sleep(PAGE_PAUSE_MS);
      const read = () => portal.client.read(pathOf(path, -1 - round));
      own.push(await measureThread(read));
    }
    own.sort((a, b) => a - b);
    // The others include work at rest, which goes on meanwhile.
    const usual = own[Math.floor(PAGE_ROUNDS / 4)];
    add(path, { 'thread ms': usual, 'hold, own CPU ms': hold });
  }
  await profiler.stop();
  estate.startChanges();
  const exported = await measureHolds(async () => {
    const { lines } = await portal.client.lines('/workloads?format=csv');
    add('  lines of the export', { lines });
  });
  add('/workloads?format=csv', exported);
  for (const path of ['/clusters', '/workloads?sort=name']) {
    const p95: number[] = [];
    for (const readers of READERS) {
      const { 'thread ms': thread } = await measureHolds(async () => {
        p95.push(await portal.client.p95(path, readers));
      });
      add(`p95 of ${path}, ${readers} readers`, {
        'wall ms': p95.at(-1),
        'thread ms': Number((thread / readers / ROUNDS).toFixed(2)),
      });
    }
    add(`  ratio`, { 'wall ms': Number((p95[1] / p95[0]).toFixed(1)) });
  }
  estate.stopChanges();
  await portal.stop();
  // The platforms do not respond any more.
  estate.isAway = true;
  portal = await start(estate, database);
  const again = await untilStored(portal.client, estate.providers.length);
  add('restart: all clusters after listen', {
    'wall ms': Math.round(again.all),
    start: `${seconds(portal.listening)} s`,
  });
  await portal.stop();
  console.log(POSTGRES ? 'PostgreSQL' : 'SQLite in memory', estate.size);
  console.table(rows);
  if (POSTGRES) await knex.raw('drop schema estate cascade');
  await knex.destroy();
}

main()
  .then(() => process.exit(0))
  .catch(error => {
    console.error(error);
    console.table(rows);
    process.exit(1);
  });
