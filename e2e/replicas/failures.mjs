// Tests what is lost when a portal is killed while it writes, when its database is taken away for a
// minute, is full, or has two connections. `node e2e/replicas/failures.mjs`; needs the programs of
// PostgreSQL (on Debian: apt-get install postgresql) and root, for file systems in memory. Exits
// with 1 if a figure is not as expected.
import { setTimeout as sleep } from 'node:timers/promises';
import { end } from '../../scripts/children.mjs';
import { checkStored } from './failures/checkStored.mjs';
import { createPostgres, createSqlite } from './failures/databases.mjs';
import { CLUSTERS, startPortal } from './failures/portalProcess.mjs';
import { figure, printReport } from './report.mjs';
import { freePorts, startPostgres } from './services.mjs';

const KILLS = 8;
/** Of 135,000 workloads. */
const SCALE = 0.2;
const SMALL_SCALE = 0.05;
const AWAY_MS = 60_000;
const FULL_MS = 30_000;
const READERS = 50;

const seconds = value =>
  value === undefined ? 'never' : `${value.toFixed(1)} s`;
const sameTotals = (a, b) =>
  a.size === b.size && [...a].every(([name, total]) => b.get(name) === total);

async function checkKills(database) {
  const { title } = database;
  const stored = [];
  const half = [];
  let last;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const portal = await startPortal(database, { scale: SCALE });
    // So that there is something to write after each start.
    portal.grow(20 * (kill + 1));
    await sleep(300 + Math.random() * 3_000);
    await portal.stop('SIGKILL');
    last = checkStored(database);
    stored.push(last.clusters.size);
    half.push(...last.half);
  }
  figure(`${title}, clusters stored after each kill`, stored.join(', '));
  figure(`${title}, half-written clusters after ${KILLS} kills`, half.length, {
    wanted: '0',
    ok: half.length === 0,
  });
  half.forEach(one => console.log(one));
  const portal = await startPortal(database, { scale: SCALE, isAway: true });
  const shown = await portal.totals();
  figure(
    `${title}, clusters shown after a start without platforms`,
    `${shown.size} of ${last.clusters.size}`,
    {
      wanted: 'all that are stored, with the same workloads',
      ok: sameTotals(shown, last.clusters),
    },
  );
  await portal.stop();
}

/** Reads what pages read until it is stopped. */
function readSteadily(portal) {
  const seen = { clusters: {}, workloads: {}, fewest: CLUSTERS, slowest: 0 };
  let isRunning = true;
  const count = (of, { ms, status }) => {
    of[status] = (of[status] ?? 0) + 1;
    seen.slowest = Math.max(seen.slowest, ms);
  };
  const loop = (async () => {
    for (let round = 0; isRunning; round += 1) {
      const clusters = await portal.get('/clusters');
      count(seen.clusters, clusters);
      const shown = clusters.body?.items?.filter(one => one.totals.workloads);
      seen.fewest = Math.min(seen.fewest, shown?.length ?? 0);
      count(
        seen.workloads,
        await portal.get(`/workloads?limit=${1 + (round % 99)}`),
      );
      await sleep(500);
    }
  })();
  return async () => {
    isRunning = false;
    await loop;
    return seen;
  };
}

function reportReads(title, seen, workloads = [200, 503]) {
  const statuses = Object.keys(seen.workloads).map(Number);
  figure(
    `${title}: responses of /clusters, fewest clusters`,
    `${JSON.stringify(seen.clusters)}, ${seen.fewest}`,
    {
      wanted: `200 with ${CLUSTERS}`,
      ok:
        Object.keys(seen.clusters).join() === '200' && seen.fewest === CLUSTERS,
    },
  );
  figure(`${title}: responses of /workloads`, JSON.stringify(seen.workloads), {
    wanted: workloads.join(' or '),
    ok: statuses.every(status => workloads.includes(status)),
  });
  figure(`${title}: slowest response`, seconds(seen.slowest / 1_000));
}

async function checkAway(database, postgres) {
  const portal = await startPortal(database, { scale: SMALL_SCALE });
  await portal.until(() => true, 120);
  await sleep(5_000);
  const before = await portal.totals();
  await postgres.stop();
  const stopReading = readSteadily(portal);
  portal.grow(10);
  await sleep(AWAY_MS);
  reportReads('a minute without PostgreSQL', await stopReading());
  await postgres.start();
  const least = Math.min(...before.values()) + 10;
  const took = await portal.until(total => total >= least, 120);
  figure('PostgreSQL is back: all is stored after', seconds(took), {
    wanted: 'without a restart',
    ok: took !== undefined,
  });
  const { status } = await portal.get('/workloads?limit=1');
  figure('  and /workloads responds with', status, {
    wanted: '200',
    ok: status === 200,
  });
  await portal.stop();
  const { half } = checkStored(database);
  figure('  half-written clusters', half.length, {
    wanted: '0',
    ok: half.length === 0,
  });
}

async function checkFull(database) {
  const title = `${database.title} is full`;
  const portal = await startPortal(database, { scale: SMALL_SCALE });
  await portal.until(() => true, 120);
  await sleep(5_000);
  const before = await portal.totals();
  database.fill();
  const stopReading = readSteadily(portal);
  portal.grow(1_000);
  await sleep(FULL_MS);
  reportReads(title, await stopReading(), [200]);
  const during = await portal.totals();
  const isOldOrNew = [...during].every(([name, total]) =>
    [0, 1_000].includes(total - before.get(name)),
  );
  const unwritten = [...during].filter(
    ([name, total]) => total === before.get(name),
  ).length;
  figure(`${title}: clusters with the last good state`, unwritten, {
    wanted: 'some, and no other state than the old and the new',
    ok: unwritten > 0 && isOldOrNew,
  });
  database.free();
  const least = Math.min(...before.values()) + 1_000;
  const took = await portal.until(total => total >= least, 120);
  figure(`${title}, then has space: all is stored after`, seconds(took), {
    wanted: 'without a restart',
    ok: took !== undefined,
  });
  await portal.stop();
  const { half } = checkStored(database);
  figure('  half-written clusters', half.length, {
    wanted: '0',
    ok: half.length === 0,
  });
  half.forEach(one => console.log(one));
}

async function checkSmallPool(database) {
  const portal = await startPortal(database, { scale: SCALE });
  const statuses = {};
  let slowest = 0;
  let isRunning = true;
  const read = async index => {
    for (let round = 0; isRunning; round += 1) {
      const path = `/workloads?limit=${1 + ((index + round) % 99)}&sort=name`;
      const { ms, status } = await portal.get(path);
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowest = Math.max(slowest, ms);
      await sleep(1_000);
    }
  };
  const readers = Array.from({ length: READERS }, (_, index) => read(index));
  const took = await portal.until(() => true, 180);
  isRunning = false;
  await Promise.all(readers);
  figure('two connections: the first reading is stored after', seconds(took), {
    wanted: 'at last',
    ok: took !== undefined,
  });
  const codes = Object.keys(statuses);
  figure(`  responses to ${READERS} readers`, JSON.stringify(statuses), {
    wanted: '200 or 503',
    ok: codes.every(code => ['200', '503'].includes(code)),
  });
  figure('  slowest response', seconds(slowest / 1_000));
  await portal.stop();
  const { half } = checkStored(database);
  figure('  half-written clusters', half.length, {
    wanted: '0',
    ok: half.length === 0,
  });
}

try {
  const [port] = await freePorts(1);
  const postgres = await startPostgres(port);
  const sqlite = () => createSqlite({ megabytes: 512 });
  const pg = options =>
    createPostgres(postgres, port, { megabytes: 512, ...options });
  const steps = {
    kill: async () => {
      await checkKills(sqlite());
      await checkKills(pg());
    },
    away: () => checkAway(pg(), postgres),
    full: async () => {
      await checkFull(sqlite());
      await checkFull(pg());
    },
    pool: () => checkSmallPool(pg({ max: 2 })),
  };
  // Names of steps choose some.
  const names = process.argv.slice(2);
  for (const [name, step] of Object.entries(steps)) {
    if (names.length === 0 || names.includes(name)) await step();
  }
  await end(printReport() ? 0 : 1);
} catch (error) {
  console.error(error);
  printReport();
  await end(1);
}
