import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** More lines would hide the chart. */
const MAX_MARKS = 20;

/**
 * The changes to mark in a chart, the latest first: those of the object that the chart is about,
 * and not of what runs on it, in the time that it shows.
 */
export function toMarks(
  changes: Change[],
  history: Pick<History, 'from' | 'to' | 'node' | 'workload'>,
): Change[] {
  const from = Date.parse(history.from);
  const to = Date.parse(history.to);
  return changes
    .filter(({ at, node, storage, workload }) => {
      const time = Date.parse(at);
      if (!(time >= from && time <= to)) return false;
      if (history.workload !== undefined) return true;
      if (workload || storage !== undefined) return false;
      return history.node === undefined || node === history.node;
    })
    .slice(0, MAX_MARKS);
}
