import {
  cleanText,
  cleanTime,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesPod } from '../schemas';
import { controllerOf } from './metadata';

/** The controller of a pod. */
export interface PodOwner {
  kind: string;
  name: string;
  /** The ReplicaSet in between, where the owner was derived from its name. */
  replicaSet?: string;
  /** The Job in between, likewise. */
  job?: string;
}

const MINUTE_MS = 60_000;

/** A pod may be created long after its Job was, but not years later. */
const MAX_JOB_MS = 400 * 24 * 60 * MINUTE_MS;

/**
 * The CronJob that made a Job: its controller names Jobs by the minute for which they were
 * scheduled, counted from 1970, shortly before the pod was created. Dates and counters that
 * people append to a name are no such numbers.
 */
function cronJobOf(job: string, createdAt: string | undefined) {
  const [, name, minute] = /^(.+)-(\d{8})$/.exec(job) ?? [];
  const age = Date.parse(createdAt ?? '') - Number(minute) * MINUTE_MS;
  return age >= -MINUTE_MS && age < MAX_JOB_MS ? name : undefined;
}

/** Labels that a controller of ReplicaSets sets on its pods, with the hash in their names. */
const HASH_LABELS = [
  ['pod-template-hash', 'Deployment'],
  ['rollouts-pod-template-hash', 'Rollout'],
] as const;

/** On pods of a DeploymentConfig, whose ReplicationControllers are numbered. */
const CONFIG_ANNOTATION = 'openshift.io/deployment-config.name';

/**
 * The controller of a pod. A ReplicaSet named `<name>-<pod-template-hash>`, with the hash
 * as the pod's label, is made by the Deployment or Rollout `<name>`: only their controllers
 * set that label, so that no such ReplicaSets need to be listed. Otherwise the owner reference
 * counts, except for a Job whose name contains its CronJob.
 */
export function podOwner(pod: KubernetesPod): PodOwner | undefined {
  const { annotations, labels } = pod.metadata;
  const controller = controllerOf(pod.metadata);
  if (!controller) return undefined;
  const { kind, name } = controller;
  for (const [label, above] of HASH_LABELS) {
    const hash = labels?.[label];
    if (
      kind === 'ReplicaSet' &&
      typeof hash === 'string' &&
      hash &&
      name.endsWith(`-${hash}`) &&
      name.length > hash.length + 1
    ) {
      return {
        kind: above,
        name: name.slice(0, -hash.length - 1),
        replicaSet: name,
      };
    }
  }
  const config = cleanText(annotations?.[CONFIG_ANNOTATION]);
  if (kind === 'ReplicationController' && config) {
    return { kind: 'DeploymentConfig', name: config };
  }
  if (kind === 'Job') {
    const cronJob = cronJobOf(name, cleanTime(pod.metadata.creationTimestamp));
    if (cronJob) return { kind: 'CronJob', name: cronJob, job: name };
  }
  return { kind, name };
}
