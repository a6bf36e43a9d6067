import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  InfraClusterResource,
  InfraWorkloadResource,
} from '../permissions';
import { toKey } from './store/textColumns';

/** What rules ask of a workload itself: what the columns of its row have, and its labels. */
export function toRuleFields({ labels, namespace, ownerRef, tags }: Workload) {
  return {
    ...{ labels, tags },
    namespace: toKey(namespace) ?? undefined,
    owner: toKey(ownerRef) ?? undefined,
  };
}

/** A workload as permission rules see it. */
export function toWorkloadResource(
  workload: Workload,
  { name, provider, providerName }: InfraClusterResource,
): InfraWorkloadResource {
  return {
    ...{ cluster: name, provider, providerName },
    ...toRuleFields(workload),
  };
}
