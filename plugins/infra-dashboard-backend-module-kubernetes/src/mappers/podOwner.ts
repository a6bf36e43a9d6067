import type { KubernetesPod } from '../schemas';
import {
  cleanText,
  cleanTime,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Who made a pod. */
export interface PodOwner {
  kind: string;
  name: string;
  /** The ReplicaSet in between, where the owner was derived from its name. */
  replicaSet?: string;
  /** The Job in between, likewise. */
  job?: string;
}

const MINUTE_MS = 60_000;

/** A pod may be made anew long after its Job was, but not years. */
const LONGEST_JOB_MS = 400 * 24 * 60 * MINUTE_MS;

/**
 * The CronJob that made a Job: its controller names Jobs by the minute for which they were
 * scheduled, counted from 1970, shortly before the pod was created. No date and no counter
 * that people write behind a name is such a number.
 */
function cronJobOf(job: string, createdAt: string | undefined) {
  const [, name, minute] = /^(.+)-(\d{8})$/.exec(job) ?? [];
  const age = Date.parse(createdAt ?? '') - Number(minute) * MINUTE_MS;
  return age >= -MINUTE_MS && age < LONGEST_JOB_MS ? name : undefined;
}

/**
 * The controller of a pod. A ReplicaSet named `<name>-<pod-template-hash>`, with the hash
 * as the pod's label, is made by the Deployment `<name>`: only the deployment controller
 * sets that label, so that no ReplicaSets need to be listed. Everything else stays what the
 * owner reference says, but for a Job whose name tells its CronJob.
 */
export function podOwner(pod: KubernetesPod): PodOwner | undefined {
  const { ownerReferences, labels } = pod.metadata;
  const reference =
    ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
  const kind = cleanText(reference?.kind);
  const name = cleanText(reference?.name);
  if (!kind || !name) return undefined;
  const hash = labels?.['pod-template-hash'];
  if (
    kind === 'ReplicaSet' &&
    typeof hash === 'string' &&
    hash &&
    name.endsWith(`-${hash}`) &&
    name.length > hash.length + 1
  ) {
    return {
      kind: 'Deployment',
      name: name.slice(0, -hash.length - 1),
      replicaSet: name,
    };
  }
  if (kind === 'Job') {
    const cronJob = cronJobOf(name, cleanTime(pod.metadata.creationTimestamp));
    if (cronJob) return { kind: 'CronJob', name: cronJob, job: name };
  }
  return { kind, name };
}
