// Tests what is not read when one of three replicas is killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { stop } from '../../../scripts/children.mjs';
import { ageOf } from '../portal.mjs';
import { figure } from '../report.mjs';
import { leasesOf } from './spread.mjs';

const INTERVAL_SECONDS = 15;
const WATCHED_MS = 60_000;

/** Kills the last replica, and watches the age of the data at the first. */
export async function checkTakeover({ clusters, portal, postgres, replicas }) {
  const killed = replicas.pop();
  await stop(killed.child, 'SIGKILL');
  const startedAt = Date.now();
  let oldest = 0;
  let takenOver = Infinity;
  while (Date.now() - startedAt < WATCHED_MS) {
    oldest = Math.max(oldest, ageOf(await portal.clusters()));
    const counts = leasesOf(postgres).map(({ count }) => count);
    const isTaken =
      counts.length === replicas.length &&
      counts.reduce((sum, count) => sum + count) === clusters;
    if (isTaken) takenOver = Math.min(takenOver, Date.now() - startedAt);
    await sleep(250);
  }
  figure(
    'one is killed: its providers are taken over after',
    `${(takenOver / 1_000).toFixed(1)} s`,
  );
  figure('longest time that a provider was unread', `${oldest.toFixed(1)} s`, {
    wanted: `at most two intervals, ${INTERVAL_SECONDS * 2} s`,
    ok: oldest <= INTERVAL_SECONDS * 2,
  });
}
