// Tests the state that both replicas share: sign-ins, settings and the history.
import { setTimeout as sleep } from 'node:timers/promises';
import { figure } from '../report.mjs';

export const SAMPLE_MS = 10_000;

/** The provider that is disabled and enabled. */
export const SWITCHED = 'pve-lab';

/** The task that samples begins half a minute after the start, and looks at each interval. */
const HISTORY_MS = 60_000;

/** Milliseconds until something is so. */
async function timeUntil(isTrue, longestMs) {
  const startedAt = Date.now();
  while (Date.now() - startedAt < longestMs) {
    if (await isTrue()) return Date.now() - startedAt;
    await sleep(250);
  }
  return Infinity;
}

/** Switches a provider at one replica and waits until the other one knows. */
async function switchAt({ at, seenBy, enabled }) {
  await at.switchProvider(SWITCHED, enabled);
  const took = await timeUntil(
    async () => (await seenBy.isEnabled(SWITCHED)) === enabled,
    20_000,
  );
  figure(
    `switched ${
      enabled ? 'on' : 'off'
    } at one replica, seen by the other after`,
    `${(took / 1_000).toFixed(1)} s`,
    { wanted: 'at most 11 s', ok: took <= 11_000 },
  );
}

/** How often each series of the history was sampled in each interval; read from the database. */
export function readSamples({ postgres }, from, to) {
  const rows = postgres.query(
    'backstage_plugin_infra-dashboard',
    `select series.cluster, series.node, series.metric, raw.at, raw.samples
       from history_raw raw join history_series series on series.id = raw.series
      where raw.at >= ${from} and raw.at < ${to}
      order by raw.at`,
  );
  return rows.map(([cluster, node, metric, at, samples]) => ({
    series: [cluster, node, metric].join(' '),
    cluster,
    at: Number(at),
    samples: Number(samples),
  }));
}

/** Intervals between two times without a sample of a cluster. */
export function gapsOf(samples, { cluster, from, to }) {
  const times = new Set(
    samples.filter(row => row.cluster === cluster).map(({ at }) => at),
  );
  const gaps = [];
  for (let at = from; at < to; at += SAMPLE_MS) {
    if (!times.has(at)) gaps.push(new Date(at).toISOString());
  }
  return gaps;
}

async function checkHistory(context) {
  const { portals } = context;
  const floor = time => Math.floor(time / SAMPLE_MS) * SAMPLE_MS;
  const to = floor(Date.now());
  const from = to - HISTORY_MS;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  const [one, two] = await Promise.all(
    portals.map(portal => portal.read(`/clusters/k8s-prod/history?${query}`)),
  );
  const points = JSON.stringify(one).match(/"at"/g)?.length ?? 0;
  figure('history of k8s-prod, points at both replicas', points, {
    wanted: 'the same ones, some',
    ok: points > 0 && JSON.stringify(one) === JSON.stringify(two),
  });
  const samples = readSamples(context, from, to);
  const keys = samples.map(({ series, at }) => `${series} ${at}`);
  const repeated =
    keys.length -
    new Set(keys).size +
    samples.filter(row => row.samples !== 1).length;
  figure(
    'samples in the database, written more than once',
    `${keys.length}, ${repeated}`,
    { wanted: 'none twice', ok: keys.length > 0 && repeated === 0 },
  );
  const gaps = gapsOf(samples, { cluster: 'k8s-prod', from, to });
  figure('intervals without a sample', gaps.join(' ') || 'none', {
    wanted: 'none',
    ok: gaps.length === 0,
  });
}

/** Leaves the provider switched off, so that it can be seen whether that outlives a replica. */
export async function checkSharing(context) {
  const { counters, portals } = context;
  const [first, second] = portals;
  // It was issued by the first one.
  figure(
    'providers that the second replica shows',
    (await second.providers()).length,
    {
      wanted: 'as many as the first',
      ok:
        (await second.providers()).length === (await first.providers()).length,
    },
  );
  await checkHistory(context);
  await switchAt({ at: first, seenBy: second, enabled: false });
  await switchAt({ at: second, seenBy: first, enabled: true });
  await switchAt({ at: second, seenBy: first, enabled: false });
  await counters.reset();
  await sleep(6_000);
  const requests = await counters.count({ cluster: SWITCHED });
  figure('requests to the provider that is switched off', requests, {
    wanted: '0',
    ok: requests === 0,
  });
}
