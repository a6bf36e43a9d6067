import type { KubernetesClient } from '../client';
import type { ResourceRule } from '../resourceRule';
import { accessReviewSchema } from '../schemas';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Whether the credentials have a permission; undefined for a response that does not tell.
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
    action: 'create selfsubjectaccessreviews',
    signal,
  });
  return accessReviewSchema.safeParse(response).data?.status.allowed;
}
