import { z } from 'zod';
import { list, number, object, record, text } from '../schemas';

/** An object that can be distinguished from another one of its name. */
export const namedSchema = z.object({
  metadata: z.object({ uid: z.string().min(1), name: z.string().min(1) }),
});

/** What a detail shows of a pod in addition to its row; never environment or arguments. */
export const podExtrasSchema = z.object({
  spec: object({
    serviceAccountName: text,
    priorityClassName: text,
    restartPolicy: text,
    // Keys depend on the type of the volume.
    volumes: list(z.object({ name: z.string().min(1) }).loose()),
  }),
  status: object({ hostIP: text, qosClass: text }),
});

/** What all controllers have in common; the conditions of some are in no list schema. */
export const controllerExtrasSchema = z.object({
  spec: object({
    serviceName: text,
    selector: object({ matchLabels: record }),
  }),
  status: object({
    conditions: list(
      z.object({
        type: z.string(),
        status: text,
        reason: text,
        message: text,
        lastTransitionTime: text,
      }),
    ),
  }),
});

/** A row of `GET /api/v1/namespaces/{namespace}/events`. */
export const eventSchema = z.object({
  type: text,
  reason: text,
  message: text,
  count: number,
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: object({ count: number, lastObservedTime: text }),
  source: object({ component: text }),
  reportingComponent: text,
});

export type KubernetesEvent = z.output<typeof eventSchema>;
export type PodExtras = z.output<typeof podExtrasSchema>;
