import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import { isFatal } from '../failures';
import type { ClusterParts } from '../mappers/ClusterParts';
import { versionSchema } from '../schemas';

/** @throws ProviderFailure where other requests would fail as well */
export async function readVersion(
  client: KubernetesClient,
  signal: AbortSignal,
): Promise<Pick<ClusterParts, 'version' | 'versionFailed'>> {
  try {
    const response = await client.get('/version', 'get version', signal);
    const parsed = versionSchema.safeParse(response);
    return parsed.success
      ? { version: parsed.data.gitVersion }
      : { versionFailed: true };
  } catch (error) {
    if (isFatal(error)) throw error;
    const { upstreamStatus } = error as ProviderFailure;
    return { versionFailed: upstreamStatus !== 403 && upstreamStatus !== 404 };
  }
}
