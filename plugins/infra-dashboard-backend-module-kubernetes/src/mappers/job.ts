import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import { jobSchema, type KubernetesJob } from '../controllerSchemas';
import { mapController } from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

interface JobStatus extends Pick<Workload, 'health'> {
  status: string;
  reason?: MessageText;
}

/** Conditions of a Job in the order in which kubectl looks for them, and what they mean. */
const CONDITIONS = [
  ['Complete', 'Complete', 'healthy'],
  ['Failed', 'Failed', 'failed'],
  // A Job that is being deleted is looked for here.
  ['', 'Terminating', 'transitional'],
  ['Suspended', 'Suspended', 'stopped'],
  ['FailureTarget', 'FailureTarget', 'failed'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet', 'transitional'],
] as const;

/** A pod that has not become ready for this long is stuck. */
const STUCK_AFTER_MS = 10 * 60_000;

function running({ status }: KubernetesJob, now: number): JobStatus {
  const { active = 0, failed = 0, ready, startTime } = status ?? {};
  const word = 'Running';
  if (failed > 0) {
    return {
      ...{ status: word, health: 'degraded' },
      reason: message('job-retries', { count: failed }),
    };
  }
  if (active === 0 || ready !== 0) return { status: word, health: 'healthy' };
  const isStuck = now - Date.parse(startTime ?? '') > STUCK_AFTER_MS;
  return isStuck
    ? {
        ...{ status: word, health: 'degraded' },
        reason: message('job-not-ready', { active }),
      }
    : { status: word, health: 'transitional' };
}

/** The column STATUS of `kubectl get jobs`. */
function jobStatus(job: KubernetesJob, now: number): JobStatus {
  const conditions = new Map(
    job.status?.conditions
      .filter(({ status }) => status === 'True')
      .map(one => [one.type, one]),
  );
  for (const [type, status, health] of CONDITIONS) {
    const isTrue = type
      ? conditions.has(type)
      : Boolean(job.metadata.deletionTimestamp);
    if (!isTrue) continue;
    const isBad = health === 'failed';
    const condition = isBad ? conditions.get(type) : undefined;
    const reason = cleanText(condition?.message ?? condition?.reason);
    return { status, health, ...(reason && { reason }) };
  }
  return running(job, now);
}

/** Maps a Job of `GET /apis/batch/v1/jobs`. */
function mapJob(job: KubernetesJob, options: MapOptions): Workload {
  const { metadata, spec, status } = job;
  return mapController(
    { metadata, spec, status: undefined },
    jobStatus(job, options.now),
    {
      ...options,
      type: 'job',
      // The column COMPLETIONS; without a number, one success is enough.
      counts: {
        ready: status?.succeeded ?? 0,
        desired: spec?.completions ?? 1,
      },
      details: { parallelism: spec?.parallelism?.toString() },
    },
  );
}

export const JOB = defineWorkloadKind({
  descriptor: {
    ...{ type: 'job', title: 'Job', icon: 'instance', role: 'app' },
  },
  rule: { group: 'batch', resource: 'jobs' },
  schema: jobSchema,
  map: mapJob,
});
