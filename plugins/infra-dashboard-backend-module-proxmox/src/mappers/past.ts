import type { PastUse } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { RrdRow } from '../schemas';

/** Where there is one row only. */
const MIN_STEP_SECONDS = 60;

/** The rows are evenly spaced; how far depends on the version of Proxmox VE. */
function stepOf(rows: readonly RrdRow[]): number {
  const steps = rows
    .slice(1)
    .map(({ time }, index) => time - rows[index].time)
    .filter(step => step >= MIN_STEP_SECONDS);
  return steps.length > 0 ? Math.min(...steps) : MIN_STEP_SECONDS;
}

function toPoints(rows: readonly RrdRow[]): PastUse[] {
  const lengthMs = stepOf(rows) * 1000;
  return rows.flatMap(({ cpu, maxcpu, memtotal, memused, time }) => {
    if (cpu === undefined && memused === undefined) return [];
    return [
      {
        ...{ at: time * 1000, lengthMs },
        ...(cpu !== undefined &&
          maxcpu !== undefined && {
            cpu: { used: cpu * maxcpu, total: maxcpu },
          }),
        ...(memused !== undefined && {
          memory: { used: memused, total: memtotal },
        }),
      },
    ];
  });
}

/** The rows of a day, which are finer, and those of a week from before them. */
export function mapPast(rows: {
  week: readonly RrdRow[];
  day: readonly RrdRow[];
}): PastUse[] {
  const day = toPoints(rows.day);
  const week = toPoints(rows.week).filter(
    ({ at, lengthMs }) => day.length === 0 || at + lengthMs <= day[0].at,
  );
  return [...week, ...day];
}
