import {
  toResult,
  messageOf,
  toCheckTexts,
  toCheckTitle,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { METRICS_COMMAND } from '../mappers/limitations';
import { isDenied, isMissing } from '../mappers/ClusterParts';
import { message } from '../messages';
import { listObjects } from '../read/listObjects';
import { pathOf } from '../resourceRule';
import { NODE_METRICS } from '../resources';
import type { Check, CheckContext } from './types';

/** Whether the metrics API responds: it may be missing, denied or broken. */
export async function checkMetrics({
  client,
  signal,
}: CheckContext): Promise<Check> {
  const check = { id: 'metrics', ...toCheckTitle(message('check-metrics')) };
  const list = await toResult(
    listObjects({
      client,
      path: pathOf(NODE_METRICS),
      title: NODE_METRICS.title,
      map: row => row,
      signal,
    }),
  );
  if (list.ok) return { ...check, status: 'passed' };
  if (isDenied(list)) {
    return {
      ...check,
      status: 'skipped',
      ...toCheckTexts(message('metrics-denied')),
    };
  }
  return {
    ...check,
    status: 'warning',
    ...(isMissing(list)
      ? toCheckTexts(
          message('metrics-not-installed'),
          message('install-metrics-server'),
        )
      : toCheckTexts(messageOf(list.failure), METRICS_COMMAND)),
  };
}
