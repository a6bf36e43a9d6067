import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
  toReason,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import { cronJobSchema, type KubernetesCronJob } from '../controllerSchemas';
import { mapController } from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/** Judges a CronJob by its last run. kubectl has columns, but no word for it. */
function cronJobStatus({ metadata, spec, status }: KubernetesCronJob): {
  status: string;
  health: Workload['health'];
  reason?: MessageText;
} {
  if (metadata.deletionTimestamp) {
    return { status: 'Terminating', health: 'transitional' };
  }
  if (spec?.suspend) return { status: 'Suspended', health: 'stopped' };
  const { active = [], lastScheduleTime, lastSuccessfulTime } = status ?? {};
  if (active.length > 0) return { status: 'Active', health: 'healthy' };
  const startedAt = Date.parse(lastScheduleTime ?? '');
  const succeededAt = Date.parse(lastSuccessfulTime ?? '');
  // Servers before 1.21 do not report a success: there it may have been one.
  return succeededAt < startedAt
    ? {
        ...{ status: 'Failed', health: 'failed' },
        reason: message('last-run-failed'),
      }
    : { status: 'Scheduled', health: 'healthy' };
}

/** A CronJob that looks as if it had run well, with the result of its last Job. */
export function lastRunFailed(cronJob: Workload): Workload {
  const { metadata, status } = cronJob;
  return status === 'Scheduled' && !metadata?.lastSuccess
    ? {
        ...cronJob,
        ...{ status: 'Failed', health: 'failed' },
        ...toReason(message('last-run-failed')),
      }
    : cronJob;
}

/** Maps a CronJob of `GET /apis/batch/v1/cronjobs`. */
function mapCronJob(cronJob: KubernetesCronJob, options: MapOptions): Workload {
  const { metadata, spec, status } = cronJob;
  return mapController(
    { metadata, spec: spec?.jobTemplate?.spec, status: undefined },
    cronJobStatus(cronJob),
    {
      ...options,
      type: 'cronjob',
      details: {
        schedule: cleanText(spec?.schedule, 100),
        timeZone: cleanText(spec?.timeZone, 100),
        lastSchedule: cleanTime(status?.lastScheduleTime),
        lastSuccess: cleanTime(status?.lastSuccessfulTime),
      },
    },
  );
}

export const CRON_JOB = defineWorkloadKind({
  descriptor: {
    type: 'cronjob',
    title: 'CronJob',
    icon: 'instance',
    role: 'app',
    aliases: ['cj'],
  },
  rule: { group: 'batch', resource: 'cronjobs' },
  schema: cronJobSchema,
  map: mapCronJob,
});
