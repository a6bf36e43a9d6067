// Measures the requests of one and two replicas to the platforms.
import { setTimeout as sleep } from 'node:timers/promises';
import { ageOf } from '../portal.mjs';
import { figure } from '../report.mjs';

export const REFRESH_SECONDS = 5;

/** Time for first reads and guest addresses, which are read every 15 minutes. */
const SETTLE_MS = 9_000;
const WINDOW_MS = 35_000;

/** Waits until a replica has read every cluster. */
export async function untilRead(portal, seconds = 30, except = '') {
  for (let waited = 0; waited < seconds * 2; waited += 1) {
    const clusters = (await portal.clusters().catch(() => [])).filter(
      ({ name }) => name !== except,
    );
    if (
      clusters.length > 0 &&
      clusters.every(({ freshness }) => freshness.state === 'fresh')
    ) {
      return clusters;
    }
    await sleep(500);
  }
  throw new Error('Some clusters were not read');
}

/** Requests by provider and minute, and the greatest age that was shown meanwhile. */
export async function measure({ counters, portals }, windowMs = WINDOW_MS) {
  await counters.reset();
  const startedAt = Date.now();
  let oldest = 0;
  let names = [];
  while (Date.now() - startedAt < windowMs) {
    for (const portal of portals) {
      const clusters = await portal.clusters();
      names = clusters.map(({ name }) => name);
      oldest = Math.max(oldest, ageOf(clusters));
    }
    await sleep(500);
  }
  const perMinute = count => (count * 60_000) / (Date.now() - startedAt);
  const byCluster = {};
  for (const cluster of names) {
    byCluster[cluster] = perMinute(await counters.count({ cluster }));
  }
  const total = perMinute(await counters.count());
  return { byCluster, total, oldest };
}

/** The portal with its first replica only. */
export async function measureOne(context) {
  await untilRead(context.portals[0]);
  figure('sign-ins at Keystone, one replica', await context.counters.logins());
  await sleep(SETTLE_MS);
  return measure(context);
}

/** The same with a second replica. */
export async function checkCost(context, one) {
  await untilRead(context.portals[1]);
  await sleep(SETTLE_MS);
  const two = await measure(context);
  for (const [cluster, requests] of Object.entries(one.byCluster)) {
    figure(
      `requests per minute to ${cluster}, one / two replicas`,
      `${requests.toFixed(1)} / ${two.byCluster[cluster].toFixed(1)}`,
    );
  }
  const ratio = two.total / one.total;
  figure(
    'requests per minute in all, one / two replicas',
    `${one.total.toFixed(1)} / ${two.total.toFixed(1)}`,
  );
  figure('ratio of the two', ratio.toFixed(2), {
    wanted: 'at most 1.3',
    ok: ratio <= 1.3,
  });
  figure(
    'oldest data shown, one / two replicas',
    `${one.oldest.toFixed(1)} s / ${two.oldest.toFixed(1)} s`,
    {
      wanted: `at most ${REFRESH_SECONDS * 3} s`,
      ok: Math.max(one.oldest, two.oldest) <= REFRESH_SECONDS * 3,
    },
  );
}
