// Tests which replica reads which provider, and what the platforms get.
import { setTimeout as sleep } from 'node:timers/promises';
import { figure } from '../report.mjs';

const DATABASE = 'backstage_plugin_infra-dashboard';
const WITHIN_MS = 60_000;
const WINDOW_MS = 60_000;

/** How many providers each replica reads by now, the smallest first. */
export function leasesOf(postgres) {
  return postgres
    .query(
      DATABASE,
      `select holder, count(*) from provider_leases
        where ends_at > extract(epoch from clock_timestamp()) * 1000
        group by holder order by 2`,
    )
    .map(([holder, count]) => ({ holder, count: Number(count) }));
}

export async function requestsPerMinute({ counters }) {
  await counters.reset();
  await sleep(WINDOW_MS);
  return ((await counters.count()) * 60_000) / WINDOW_MS;
}

/** Waits until the providers are spread evenly. */
export async function checkSpread({ clusters, postgres, replicas }) {
  const startedAt = Date.now();
  const isEven = counts =>
    counts.length === replicas.length &&
    counts.every(count => count >= 8 && count <= 12) &&
    counts.reduce((sum, count) => sum + count) === clusters;
  let counts = [];
  while (Date.now() - startedAt < WITHIN_MS && !isEven(counts)) {
    await sleep(500);
    counts = leasesOf(postgres).map(({ count }) => count);
  }
  figure('providers of each replica', counts.join(', '), {
    wanted: '8 to 12 each, within a minute',
    ok: isEven(counts),
  });
  const took = ((Date.now() - startedAt) / 1_000).toFixed(1);
  figure('evenly spread after the third was ready', `${took} s`);
}
