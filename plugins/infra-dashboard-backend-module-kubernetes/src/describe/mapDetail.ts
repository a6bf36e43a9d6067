import type { WorkloadDetail } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  controllerSchema,
  podSchema,
  type KubernetesMetadata,
} from '../schemas';
import { cronJobSchema } from '../controllerSchemas';
import { mapConditions } from './conditions';
import { mapContainers } from './containers';
import { controllerExtrasSchema, podExtrasSchema } from './schemas';
import { mapVolumes } from './volumes';

const MAX_OWNERS = 10;

/** The owner references of an object, as `kubectl describe` prints them. */
function ownersOf({ ownerReferences }: KubernetesMetadata) {
  const owners = ownerReferences
    .slice(0, MAX_OWNERS)
    .map(({ kind, name }) => `${kind}/${name}`);
  return cleanText(owners.join(', '));
}

/** Details of a pod of `GET /api/v1/namespaces/{namespace}/pods/{name}`. */
export function mapPod(object: unknown): WorkloadDetail {
  const pod = podSchema.parse(object);
  const extras = podExtrasSchema.parse(object);
  const { spec, status } = extras;
  return {
    facts: toFacts([
      ['controlledBy', ownersOf(pod.metadata)],
      ['serviceAccount', cleanText(spec?.serviceAccountName)],
      ['priorityClass', cleanText(spec?.priorityClassName)],
      ['qosClass', cleanText(status?.qosClass, 100)],
      ['restartPolicy', cleanText(spec?.restartPolicy, 100)],
      ['hostAddress', cleanText(status?.hostIP, 64)],
    ]),
    conditions: mapConditions(pod.status?.conditions ?? [], {
      hasEnded: pod.status?.phase === 'Succeeded',
    }),
    parts: [...mapContainers(pod.spec, pod), ...mapVolumes(extras)],
  };
}

/** Details of a controller; its containers are those of the template. */
export function mapController(object: unknown): WorkloadDetail {
  const { metadata, spec } = controllerSchema.parse(object);
  const extras = controllerExtrasSchema.parse(object);
  const labels = Object.entries(extras.spec?.selector?.matchLabels ?? {});
  return {
    facts: toFacts([
      ['controlledBy', ownersOf(metadata)],
      ['service', cleanText(extras.spec?.serviceName)],
      [
        'selector',
        cleanText(labels.map(([key, value]) => `${key}=${value}`).join(',')),
      ],
    ]),
    conditions: mapConditions(extras.status?.conditions ?? []),
    parts: mapContainers(
      spec?.template?.spec ??
        cronJobSchema.parse(object).spec?.jobTemplate?.spec?.template?.spec,
    ),
  };
}
