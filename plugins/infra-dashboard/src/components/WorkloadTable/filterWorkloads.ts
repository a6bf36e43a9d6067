import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { holdsWords } from '../../estate';

/** Filters of the table, as they stand in the URL. */
export interface WorkloadFilters {
  text: string;
  type: string;
  health: string;
}

function textOf(workload: Workload): string {
  const { addresses, id, labels, name, namespace, node, owner } = workload;
  return [
    name,
    id,
    namespace,
    node,
    workload.status,
    workload.statusReason,
    workload.type,
    owner?.name,
    ...(addresses ?? []),
    ...(workload.tags ?? []),
    ...(workload.images ?? []),
    ...Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`),
  ].join('\n');
}

/** The workloads that pass all filters, in their order. */
export function filterWorkloads(
  workloads: Workload[],
  filters: WorkloadFilters,
): Workload[] {
  const { health, text, type } = filters;
  return workloads.filter(
    workload =>
      (!type || workload.type === type) &&
      (!health || workload.health === health) &&
      (!text || holdsWords(textOf(workload), text)),
  );
}
