import type { KubernetesPod } from '../schemas';
import { cleanText } from './text';

/** Who made a pod. */
export interface PodOwner {
  kind: string;
  name: string;
  /** The ReplicaSet in between, where the owner was derived from its name. */
  replicaSet?: string;
}

/**
 * The controller of a pod. A ReplicaSet named `<name>-<pod-template-hash>`, with the hash
 * as the pod's label, is made by the Deployment `<name>`: only the deployment controller
 * sets that label, so that no ReplicaSets need to be listed. Everything else stays what the
 * owner reference says; a Job is not guessed to be a CronJob's.
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
  return { kind, name };
}
