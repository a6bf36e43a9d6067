/*
 * Measures what storing the readings of one cluster costs: the first one, one that changed
 * nothing, and one with a few changes; and what a page of its workloads costs. SQLite in memory, and PostgreSQL where POSTGRES names a
 * server. Usage: see README.md in this folder.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import knexFactory from 'knex';
import { summarizeWorkloads } from '../plugins/infra-dashboard-backend/src/collector/summarizeWorkloads';
import type { ClusterSnapshot } from '../plugins/infra-dashboard-backend/src/collector/types';
import type { ProviderEntry } from '../plugins/infra-dashboard-backend/src/config';
import { ProviderLeases } from '../plugins/infra-dashboard-backend/src/collector';
import { PluginDatabase } from '../plugins/infra-dashboard-backend/src/database';
import { WorkloadQueries } from '../plugins/infra-dashboard-backend/src/inventory/query/WorkloadQueries';
import {
  ALL_ENTITIES,
  type EntityVisibility,
} from '../plugins/infra-dashboard-backend/src/permissions/VisibleEntities';
import { InventoryRecorder } from '../plugins/infra-dashboard-backend/src/inventory/store/InventoryRecorder';
import { measureHolds, memory } from './HoldMeter';

const PODS = Number(process.env.PODS ?? 10_000);
/** Clusters that they are spread over. */
const CLUSTERS = Number(process.env.CLUSTERS ?? 1);
/** Pods that change between two readings, as 33 per second make at 15 seconds. */
const CHANGED = 500;
const NODES = 200;
const OWNERS = 1_000;
/** Requests of each reader. */
const ROUNDS = 10;
/** How many read at the same time. */
const READERS = (process.env.READERS ?? '1,100').split(',').map(Number);
const { POSTGRES } = process.env;

const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map(level => [level, console.error]),
) as unknown as LoggerService;

const entry = {
  name: 'bench',
  type: 'kubernetes',
  settings: {},
} as unknown as ProviderEntry;

let round = 0;

function pod(index: number): Workload {
  const isChanged = index < CHANGED * round && index >= CHANGED * (round - 1);
  return {
    id: `uid-${index}`,
    name: `shop-${index % 500}-${index}`,
    cluster: 'bench',
    provider: 'kubernetes',
    node: `worker-${index % NODES}`,
    namespace: `team-${index % 100}`,
    type: 'pod',
    status: isChanged ? 'CrashLoopBackOff' : 'Running',
    health: isChanged ? 'failed' : 'healthy',
    cpu: { count: 0.5, usage: Math.random() },
    memory: { total: 2 ** 29, used: Math.random() * 2 ** 29 },
    uptime: 1_000 + round * 15,
    restarts: isChanged ? 1 : 0,
    labels: {
      app: `shop-${index % 500}`,
      'app.kubernetes.io/name': `shop-${index % 500}`,
      'app.kubernetes.io/instance': 'production',
      'app.kubernetes.io/managed-by': 'Helm',
    },
    images: [`registry.example/shop:${index % 500}`],
    addresses: [`10.${index % 250}.${(index >> 8) % 250}.7`],
    owner: { kind: 'Deployment', name: `shop-${index % 500}` },
    ownerRef: `group:default/team-${index % OWNERS}`,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

const nameOf = (cluster: number) => `bench-${cluster}`;

/** What a platform reports of a cluster, as the collector passes it on. */
function readItems(cluster: number): Workload[] {
  return Array.from({ length: PODS / CLUSTERS }, (_, index) => ({
    ...pod(index),
    cluster: nameOf(cluster),
  }));
}

async function summarize(
  cluster: number,
  items: Workload[],
): Promise<ClusterSnapshot> {
  const observedAt = Date.now();
  return {
    name: nameOf(cluster),
    topology: {
      observedAt,
      data: {
        health: 'healthy',
        nodes: Array.from({ length: NODES }, (_, index) => ({
          id: `node-${index}`,
          name: `worker-${index}`,
          cluster: nameOf(cluster),
          provider: 'kubernetes',
          status: 'ready' as const,
          health: 'healthy' as const,
          cpu: { used: Math.random(), total: 16 },
          memory: { used: Math.random(), total: 2 ** 36 },
        })),
        totals: { cpu: {}, memory: {}, nodes: { total: NODES } },
        complete: { nodes: true, facts: true },
        identity: nameOf(cluster),
      },
    },
    workloads: {
      observedAt,
      data: await summarizeWorkloads({ items, complete: true }),
    },
  };
}

/**
 * The time that nearly all requests take, in milliseconds, while each of some readers requests
 * a page once a second: ten times as often as an open page does.
 */
async function readersP95(
  readers: number,
  request: () => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: readers }, async (_, index) => {
      await sleep((index / readers) * 1_000);
      for (let round = 0; round < ROUNDS; round += 1) {
        const startedAt = performance.now();
        await request();
        const took = performance.now() - startedAt;
        times.push(took);
        await sleep(Math.max(1_000 - took, 0));
      }
    }),
  );
  times.sort((a, b) => a - b);
  return Number(times[Math.floor(times.length * 0.95)].toFixed(1));
}

async function run(
  title: string,
  database: DatabaseService,
  /** What the database does by itself after a minute. */
  analyze: () => Promise<unknown> = async () => {},
): Promise<void> {
  round = 0;
  let changes = 0;
  const stored = new PluginDatabase({ database, logger, subject: 'inventory' });
  const leases = new ProviderLeases({ database: stored, isShared: false });
  await leases.start();
  const start = () =>
    new InventoryRecorder({
      ...{ database: stored, leases },
      ownership: {
        hasCatalog: true,
        isSettled: true,
        match: workload => workload,
      },
      machineTypesOf: () => new Set(),
      recordChanges: async (_, found) => void (changes += found.length),
    });
  let recorder = start();
  await recorder.load(entry);
  const rows: Record<string, unknown>[] = [];
  const measure = async (name: string, work: () => Promise<void>) => {
    changes = 0;
    const holds = await measureHolds(work);
    rows.push({ name, ...holds, changes, ...memory() });
  };
  // Making a reading is not measured, and it is not retained.
  const storeNext = (name: string) => {
    const readings = Array.from({ length: CLUSTERS }, (_, cluster) => ({
      ...{ cluster, items: readItems(cluster) },
    }));
    return measure(name, async () => {
      for (let next = readings.shift(); next; next = readings.shift()) {
        const { cluster, items } = next;
        recorder.publish(entry, await summarize(cluster, items), items);
        await recorder.settle();
      }
    });
  };
  await storeNext(`first reading of ${PODS}`);
  await analyze();
  await storeNext('second, nothing changed');
  round = 1;
  await storeNext(`third, ${CHANGED} changed`);
  const queries = new WorkloadQueries({
    database: stored,
    typesOf: word => [word],
  });
  // A caller of a policy that shows every second owner.
  const some: EntityVisibility = {
    all: async () => false,
    visible: async refs =>
      new Set([...refs].filter(ref => /[02468]$/.test(ref))),
  };
  const page = async (query: WorkloadQuery, entities = ALL_ENTITIES) =>
    queries.query(query, {
      allowed: true,
      now: Date.now(),
      clusters: Array.from({ length: CLUSTERS }, (_, cluster) => ({
        ...recorder.rowOf(entry, nameOf(cluster))!,
        ...{ provider: entry.type, providerName: entry.name },
        name: nameOf(cluster),
      })),
      entities,
      observedAt: () => Date.now(),
      withParts: ref => new Set([ref]),
    });
  // The first one counts and prepares statements.
  const { nextCursor } = await page({ sort: 'name' });
  for (const query of [
    { sort: 'name' },
    { sort: 'name', cursor: nextCursor },
    { sort: 'name', health: 'failed' as const },
    { sort: '-cpu' },
    { sort: 'name', q: 'shop-123' },
    { sort: 'name', node: 'worker-7' },
  ]) {
    await page(query);
    const { cursor, ...shown } = query as WorkloadQuery;
    const name = `page: ${JSON.stringify(shown)}${cursor ? ', the next' : ''}`;
    await measure(name, async () => void (await page(query)));
  }
  for (const query of [
    { sort: 'name', q: 'shop-123' },
    { sort: 'name', q: 'owner:team-12' },
    { sort: 'name', q: 'owner:none' },
    { sort: 'owner' },
  ]) {
    await page(query, some);
    const name = `page, half of the owners hidden: ${JSON.stringify(query)}`;
    await measure(name, async () => void (await page(query, some)));
  }
  for (const readers of READERS) {
    const p95 = await readersP95(readers, () => page({ sort: 'name' }));
    rows.push({ name: `p95 of a page, ${readers} readers`, 'wall ms': p95 });
  }
  await recorder.close();
  recorder = start();
  await measure('restart', async () => void (await recorder.load(entry)));
  await recorder.close();
  console.log(title);
  console.table(rows);
}

async function main() {
  const sqlite = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  await run('SQLite in memory', { getClient: async () => sqlite });
  await sqlite.destroy();
  if (!POSTGRES) return;
  const postgres = knexFactory({
    client: 'pg',
    connection: POSTGRES,
    searchPath: ['bench'],
  });
  await postgres.raw('drop schema if exists bench cascade');
  await postgres.raw('create schema bench');
  await run('PostgreSQL', { getClient: async () => postgres }, () =>
    postgres.raw('analyze'),
  );
  await postgres.raw('drop schema bench cascade');
  await postgres.destroy();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
