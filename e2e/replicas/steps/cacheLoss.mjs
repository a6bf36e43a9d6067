// Tests the loss of Redis: no request may wait for it, and each replica polls on its own until
// it is back.
import { setTimeout as sleep } from 'node:timers/promises';
import { stop } from '../../../scripts/children.mjs';
import { figure } from '../report.mjs';
import { measure, REFRESH_SECONDS } from './cost.mjs';

export async function checkCacheLoss(context) {
  await stop(context.redis.child, 'SIGKILL');
  await sleep(REFRESH_SECONDS * 3_000);
  const { total, oldest } = await measure(context, 15_000);
  figure('without Redis: requests per minute', total.toFixed(1));
  figure('without Redis: oldest data', `${oldest.toFixed(1)} s`, {
    wanted: `at most ${REFRESH_SECONDS * 2} s`,
    ok: oldest <= REFRESH_SECONDS * 2,
  });

  // The client of the store `redis` does not connect again once it has lost its server.
  if (context.store === 'redis') return;
  await context.startRedis();
  await sleep(REFRESH_SECONDS * 3_000);
  const back = await measure(context, 15_000);
  figure('Redis is back: requests per minute', back.total.toFixed(1), {
    wanted: 'at most 0.65 times as many',
    ok: back.total <= total * 0.65,
  });
}
