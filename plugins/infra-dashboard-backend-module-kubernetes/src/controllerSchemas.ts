import { z } from 'zod';
import {
  conditionSchema,
  controllerSpec,
  controllerStatus,
  flag,
  list,
  metadataSchema,
  number,
  object,
  record,
  text,
} from './schemas';

/** A DaemonSet of `GET /apis/apps/v1/daemonsets`. */
export const daemonSetSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    ...controllerSpec,
    updateStrategy: object({
      type: text,
      rollingUpdate: object({
        maxUnavailable: z.union([z.number(), z.string()]).optional().catch(1),
      }),
    }),
  }),
  status: object({
    observedGeneration: number,
    desiredNumberScheduled: number,
    currentNumberScheduled: number,
    updatedNumberScheduled: number,
    numberReady: number,
    numberAvailable: number,
  }),
});

/** A ReplicaSet of `GET /apis/apps/v1/replicasets`. */
export const replicaSetSchema = z.object({
  metadata: metadataSchema,
  spec: object(controllerSpec),
  status: object({ ...controllerStatus, conditions: list(conditionSchema) }),
});

/** A Job of `GET /apis/batch/v1/jobs`. */
export const jobSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    ...controllerSpec,
    completions: number,
    parallelism: number,
  }),
  status: object({
    active: number,
    failed: number,
    ready: number,
    startTime: text,
    succeeded: number,
    conditions: list(conditionSchema),
  }),
});

/** A CronJob of `GET /apis/batch/v1/cronjobs`. */
export const cronJobSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    schedule: text,
    suspend: flag,
    timeZone: text,
    jobTemplate: object({ spec: object(controllerSpec) }),
  }),
  status: object({
    active: list(z.object({ name: text })),
    lastScheduleTime: text,
    lastSuccessfulTime: text,
  }),
});

/** A Rollout of `GET /apis/argoproj.io/v1alpha1/rollouts`. */
export const rolloutSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    ...controllerSpec,
    strategy: object({ canary: record, blueGreen: record }),
  }),
  status: object({ ...controllerStatus, message: text, phase: text }),
});

export type KubernetesDaemonSet = z.output<typeof daemonSetSchema>;
export type KubernetesReplicaSet = z.output<typeof replicaSetSchema>;
export type KubernetesJob = z.output<typeof jobSchema>;
export type KubernetesCronJob = z.output<typeof cronJobSchema>;
export type KubernetesRollout = z.output<typeof rolloutSchema>;
