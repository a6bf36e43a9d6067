import type { ClusterRecord } from '../collector';
import type { InfraClusterResource } from '../permissions';

/** A cluster as permission rules see it. */
export function toResource({
  entry,
  snapshot,
}: ClusterRecord): InfraClusterResource {
  const { name: providerName, type: provider, owner, labels } = entry;
  return { name: snapshot.name, providerName, provider, owner, labels };
}
