import type { KubernetesClient } from '../client';
import type { ResourceRule } from '../resources';
import { accessReviewSchema } from '../schemas';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Whether the credentials may do what a rule names; undefined for a response that says neither.
 *
 * @param options - `namespace`: the only one that is read
 */
export async function reviewAccess(
  client: KubernetesClient,
  rule: ResourceRule,
  options: { namespace?: string; signal: AbortSignal },
): Promise<boolean | undefined> {
  const { namespace, signal } = options;
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        verb: rule.verb,
        group: rule.group,
        resource: rule.resource,
        ...(rule.namespaced && namespace && { namespace }),
        ...(rule.name && { name: rule.name, namespace: rule.name }),
      },
    },
  };
  const response = await client.post(REVIEWS, body, {
    action: 'review our rights',
    signal,
  });
  return accessReviewSchema.safeParse(response).data?.status.allowed;
}
