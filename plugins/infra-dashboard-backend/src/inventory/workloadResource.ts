import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  InfraClusterResource,
  InfraWorkloadResource,
} from '../permissions';
import { toKey } from './store/workloadColumns';

/** A workload as permission rules see it: what the columns of its row have, and its labels. */
export function toWorkloadResource(
  { labels, namespace, ownerRef, tags }: Workload,
  cluster: InfraClusterResource,
): InfraWorkloadResource {
  const { name, provider, providerName } = cluster;
  return {
    ...{ cluster: name, provider, providerName, labels, tags },
    namespace: toKey(namespace) ?? undefined,
    owner: toKey(ownerRef) ?? undefined,
  };
}
