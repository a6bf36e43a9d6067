// Tests what is lost when a replica is killed during reads, and the cost of restarting it.
import { setTimeout as sleep } from 'node:timers/promises';
import { stop } from '../../../scripts/children.mjs';
import { ageOf, createPortal } from '../portal.mjs';
import { figure } from '../report.mjs';
import { measure, REFRESH_SECONDS, untilRead } from './cost.mjs';
import { gapsOf, readSamples, SAMPLE_MS, SWITCHED } from './sharing.mjs';

const READ_EVERY_MS = 50;
/** A lease ends after eight seconds, and the next replica looks every two. */
const OLDEST_SECONDS = REFRESH_SECONDS * 2 + 10;

/** Reads through the proxy all the time until it is stopped. */
function readSteadily(portal, clusters) {
  const reads = { count: 0, failed: 0, lost: 0, oldest: 0, slowestMs: 0 };
  let isRunning = true;
  const read = async () => {
    const startedAt = Date.now();
    reads.count += 1;
    try {
      const found = await portal.clusters();
      const names = found
        .filter(({ freshness }) => freshness.observedAt)
        .map(({ name }) => name);
      if (clusters.some(name => !names.includes(name))) reads.lost += 1;
      reads.oldest = Math.max(reads.oldest, ageOf(found));
    } catch (error) {
      reads.failed += 1;
      console.error(`A read failed: ${error.message}`);
    }
    reads.slowestMs = Math.max(reads.slowestMs, Date.now() - startedAt);
  };
  const loop = (async () => {
    const pending = new Set();
    while (isRunning) {
      const one = read().finally(() => pending.delete(one));
      pending.add(one);
      await sleep(READ_EVERY_MS);
    }
    await Promise.all(pending);
  })();
  return {
    stop: async () => {
      isRunning = false;
      await loop;
      return reads;
    },
  };
}

/** Without a word: nothing is ended, written or handed over. */
async function killOne(context, index) {
  const [killed] = context.replicas.splice(index, 1);
  context.portals.splice(index, 1);
  await stop(killed.child, 'SIGKILL');
}

export async function checkKill(context) {
  const { counters, portal, proxy, startReplica, token } = context;
  const clusters = (await portal.clusters())
    .map(({ name }) => name)
    .filter(name => name !== SWITCHED);
  const from = Math.ceil(Date.now() / SAMPLE_MS) * SAMPLE_MS;
  const before = await measure(context, 10_000);

  const reading = readSteadily(portal, clusters);
  await sleep(2_000);
  const loginsBefore = await counters.logins();
  // The first one reads, the other has followed it since it was started.
  await killOne(context, 0);
  await sleep(REFRESH_SECONDS * 2_000);
  const logins = (await counters.logins()) - loginsBefore;
  const after = await measure(context, 15_000);
  const reads = await reading.stop();

  figure('reads through the proxy while one is killed', reads.count);
  figure('  failed / without a cluster', `${reads.failed} / ${reads.lost}`, {
    wanted: '0 / 0',
    ok: reads.count > 200 && reads.failed === 0 && reads.lost === 0,
  });
  figure('  taken over by the other replica', proxy.counts.retries);
  figure('  slowest', `${reads.slowestMs} ms`);
  figure('  oldest data', `${reads.oldest.toFixed(1)} s`, {
    wanted: `at most ${OLDEST_SECONDS} s`,
    ok: reads.oldest <= OLDEST_SECONDS,
  });
  figure(
    'requests per minute before / after the kill',
    `${before.total.toFixed(1)} / ${after.total.toFixed(1)}`,
    { wanted: 'they go on', ok: after.total > before.total / 2 },
  );
  figure('sign-ins of the survivor at Keystone', logins, {
    wanted: 'at most one per region',
    ok: logins <= 2,
  });
  figure(
    'the provider is still switched off',
    !(await portal.isEnabled(SWITCHED)),
    {
      wanted: 'true',
      ok: !(await portal.isEnabled(SWITCHED)),
    },
  );
  const to = Math.floor(Date.now() / SAMPLE_MS) * SAMPLE_MS;
  const samples = readSamples(context, from, to);
  const gaps = gapsOf(samples, { cluster: 'k8s-prod', from, to });
  figure(
    'intervals without a sample meanwhile',
    `${gaps.length} of ${(to - from) / SAMPLE_MS}`,
    { wanted: '0', ok: gaps.length === 0 },
  );

  await counters.reset();
  const restarted = await startReplica(0);
  const own = createPortal(restarted.address, token);
  await untilRead(own, 30, SWITCHED);
  context.replicas.push(restarted);
  context.portals.push(own);
  const again = await counters.logins();
  figure('sign-ins at Keystone for the restarted replica', again, {
    wanted: 'at most one per region',
    ok: again <= 2,
  });
  const settled = await measure(context, 15_000);
  figure(
    'requests per minute with the restarted replica',
    settled.total.toFixed(1),
    {
      wanted: 'at most 1.3 times as many',
      ok: settled.total <= after.total * 1.3,
    },
  );
  figure(
    'the provider is switched off there',
    !(await own.isEnabled(SWITCHED)),
    {
      wanted: 'true',
      ok: !(await own.isEnabled(SWITCHED)),
    },
  );
}
