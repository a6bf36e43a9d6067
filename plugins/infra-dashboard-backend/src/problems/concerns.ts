import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterProblem } from './types';

/** Whether a problem is of the workload, or of what it runs on. */
export function concerns(
  { cluster, id, node }: Workload,
  problem: ClusterProblem,
): boolean {
  const isHere = (place: { cluster: string; node?: string }) =>
    place.cluster === cluster && node !== undefined && place.node === node;
  return (
    isHere(problem) ||
    (problem.folded ?? []).some(isHere) ||
    (problem.cluster === cluster && problem.workload?.id === id) ||
    problem.affected.some(one => one.id === id && one.cluster === cluster)
  );
}
