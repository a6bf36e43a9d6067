import { z } from 'zod';
import { isPlausible } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/*
 * Permissive on purpose: unknown fields pass, every known one may be missing or null, and
 * a field of another type than expected is left out instead of losing the whole row.
 */

export const text = z.string().optional().catch(undefined);
export const number = z
  .number()
  .refine(isPlausible)
  .optional()
  .catch(undefined);
export const flag = z.boolean().optional().catch(undefined);
export const record = z
  .record(z.string(), z.unknown())
  .optional()
  .catch(undefined);

export function list<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .nullish()
    .transform(entries =>
      (entries ?? []).flatMap((entry): z.output<T>[] => {
        const parsed = item.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    )
    .catch([]);
}

export function object<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).optional().catch(undefined);
}

export const metadataSchema = z.object({
  // The identity is all that a row cannot do without.
  name: z.string().min(1),
  uid: z.string().min(1).max(255),
  namespace: text,
  generation: number,
  creationTimestamp: text,
  deletionTimestamp: text,
  labels: record,
  annotations: record,
  ownerReferences: list(
    z.object({ kind: z.string(), name: z.string(), controller: flag }),
  ),
});

const resourcesSchema = object({ requests: record, limits: record });

const containerSchema = z.object({
  name: z.string(),
  image: text,
  restartPolicy: text,
  resources: resourcesSchema,
});

const terminatedSchema = object({
  exitCode: number,
  signal: number,
  reason: text,
  message: text,
  finishedAt: text,
});

const containerStatusSchema = z.object({
  name: text,
  ready: flag,
  started: flag,
  restartCount: number,
  state: object({
    waiting: object({ reason: text, message: text }),
    running: object({ startedAt: text }),
    terminated: terminatedSchema,
  }),
  lastState: object({ terminated: terminatedSchema }),
  resources: resourcesSchema,
  allocatedResources: record,
});

export const conditionSchema = z.object({
  type: z.string(),
  status: text,
  reason: text,
  message: text,
  lastTransitionTime: text,
});

const podSpecSchema = object({
  nodeName: text,
  containers: list(containerSchema),
  initContainers: list(containerSchema),
  overhead: record,
  resources: resourcesSchema,
});

/** A pod of `GET /api/v1/pods`. */
export const podSchema = z.object({
  metadata: metadataSchema,
  spec: podSpecSchema,
  status: object({
    phase: text,
    reason: text,
    message: text,
    resize: text,
    resources: resourcesSchema,
    allocatedResources: record,
    startTime: text,
    podIP: text,
    podIPs: list(z.object({ ip: z.string() })),
    conditions: list(conditionSchema),
    containerStatuses: list(containerStatusSchema),
    initContainerStatuses: list(containerStatusSchema),
  }),
});

/** A node of `GET /api/v1/nodes`. */
export const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    unschedulable: flag,
    providerID: text,
    taints: list(z.object({ key: z.string(), effect: text })),
  }),
  status: object({
    allocatable: record,
    capacity: record,
    conditions: list(conditionSchema),
    addresses: list(z.object({ type: text, address: z.string() })),
    nodeInfo: object({
      kubeletVersion: text,
      containerRuntimeVersion: text,
      osImage: text,
      kernelVersion: text,
      operatingSystem: text,
      architecture: text,
      systemUUID: text,
      machineID: text,
    }),
  }),
});

export const controllerSpec = {
  replicas: number,
  template: object({ spec: podSpecSchema }),
};

export const controllerStatus = {
  observedGeneration: number,
  replicas: number,
  updatedReplicas: number,
  readyReplicas: number,
  availableReplicas: number,
};

/** What the controllers of pods have in common. */
export const controllerSchema = z.object({
  metadata: metadataSchema,
  spec: object(controllerSpec),
  status: object(controllerStatus),
});

/** A deployment of `GET /apis/apps/v1/deployments`. */
export const deploymentSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    ...controllerSpec,
    paused: flag,
    strategy: object({ type: text }),
  }),
  status: object({ ...controllerStatus, conditions: list(conditionSchema) }),
});

/** A StatefulSet of `GET /apis/apps/v1/statefulsets`. */
export const statefulSetSchema = z.object({
  metadata: metadataSchema,
  spec: object({
    ...controllerSpec,
    updateStrategy: object({
      type: text,
      rollingUpdate: object({ partition: number }),
    }),
  }),
  status: object({
    ...controllerStatus,
    currentRevision: text,
    updateRevision: text,
  }),
});

/** The response of `GET /apis`. */
export const apiGroupsSchema = z.object({
  groups: z.array(z.object({ name: z.string() }).optional().catch(undefined)),
});

/** A row of `GET /apis/metrics.k8s.io/v1beta1/nodes`. */
export const nodeMetricsSchema = z.object({
  metadata: z.object({ name: z.string().min(1) }),
  timestamp: text,
  usage: record,
});

/** A row of `GET /apis/metrics.k8s.io/v1beta1/pods`. */
export const podMetricsSchema = z.object({
  metadata: z.object({ name: z.string().min(1), namespace: text }),
  timestamp: text,
  containers: list(z.object({ usage: record })),
});

/**
 * Any list; its rows are parsed one by one. The API server always sends `items`: what has none
 * is the response of something else, and no empty list.
 */
export const listSchema = z.object({
  metadata: object({ continue: text, resourceVersion: text }),
  items: z.array(z.unknown()).nullable(),
});

/** The `Status` object of an error, or of nothing where the body is plain text. */
export const statusSchema = z
  .object({
    reason: text,
    message: text,
    metadata: object({ continue: text }),
  })
  .catch({});

/** The response of `GET /version`. */
export const versionSchema = z.object({ gitVersion: text });

/** Any single object of which only its uid matters. */
export const identifiedSchema = z.object({
  metadata: z.object({ uid: z.string().min(1).max(255) }),
});

/** The response of a `SelfSubjectAccessReview`. */
export const accessReviewSchema = z.object({
  status: z.object({ allowed: z.boolean() }),
});

export type KubernetesMetadata = z.output<typeof metadataSchema>;
export type KubernetesPod = z.output<typeof podSchema>;
export type KubernetesNode = z.output<typeof nodeSchema>;
export type KubernetesController = z.output<typeof controllerSchema>;
export type KubernetesDeployment = z.output<typeof deploymentSchema>;
export type KubernetesStatefulSet = z.output<typeof statefulSetSchema>;
export type KubernetesContainer = z.output<typeof containerSchema>;
export type KubernetesContainerStatus = z.output<typeof containerStatusSchema>;
export type KubernetesCondition = z.output<typeof conditionSchema>;
export type KubernetesNodeMetrics = z.output<typeof nodeMetricsSchema>;
export type KubernetesPodMetrics = z.output<typeof podMetricsSchema>;
export type PodSpec = NonNullable<KubernetesPod['spec']>;
