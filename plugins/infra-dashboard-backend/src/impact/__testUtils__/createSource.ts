import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { machineKeysOf } from '../machineKeys';
import type { WorkloadSource } from '../WorkloadSource';

/** Reads workloads out of a list, in place of a database. */
export function createSource(all: readonly Workload[]): WorkloadSource {
  return {
    onNodes: async ({ snapshot }, nodes) =>
      all.filter(
        ({ cluster, node = '' }) =>
          cluster === snapshot.name && nodes.includes(node),
      ),
    machines: async keys =>
      all.filter(one => machineKeysOf(one).some(key => keys.includes(key))),
    related: async () => [...all],
  };
}
