// Tests the loss of Redis: no request waits for it, and the platforms get no more requests.
import { setTimeout as sleep } from 'node:timers/promises';
import { stop } from '../../../scripts/children.mjs';
import { figure } from '../report.mjs';
import { measure, REFRESH_SECONDS } from './cost.mjs';

export async function checkCacheLoss(context, one) {
  await stop(context.redis.child, 'SIGKILL');
  await sleep(REFRESH_SECONDS * 3_000);
  const { total, oldest } = await measure(context, 15_000);
  figure('without Redis: requests per minute', total.toFixed(1), {
    wanted: 'at most 1.3 times those of one replica',
    ok: total <= one.total * 1.3,
  });
  figure('without Redis: oldest data', `${oldest.toFixed(1)} s`, {
    wanted: `at most ${REFRESH_SECONDS * 3} s`,
    ok: oldest <= REFRESH_SECONDS * 3,
  });
}
