import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Sets what each workload is. A replica without a controller, such as a pod that was
 * created by hand, counts as an app: nothing else stands for it.
 *
 * @param machineTypes - types of workloads that are machines
 */
export async function stampRoles(
  workloads: readonly Workload[],
  machineTypes: ReadonlySet<string>,
): Promise<void> {
  await forEachSliced(workloads, workload => {
    const own = machineTypes.has(workload.type) ? 'machine' : 'app';
    workload.role = workload.controllerId === undefined ? own : 'replica';
  });
}
