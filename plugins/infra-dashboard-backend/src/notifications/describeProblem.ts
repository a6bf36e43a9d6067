import type { ProblemKind } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterProblem } from '../problems';

const WORDS: Record<ProblemKind, string> = {
  'cluster-unreachable': 'cannot be read',
  'cluster-failed': 'has failed',
  misconfigured: 'is misconfigured',
  'node-down': 'is down',
  'app-failed': 'is failing',
  'cluster-degraded': 'is degraded',
  'node-degraded': 'is degraded',
  'node-full': 'is almost full',
  'app-degraded': 'is degraded',
  'workloads-unreadable': 'does not list its workloads',
  'cluster-stale': 'has no new data',
  'storage-failed': 'has failed',
  'storage-degraded': 'is degraded or almost full',
  'credentials-expire': 'has credentials that end soon',
  'certificate-expires': 'has a server whose certificate ends soon',
  'backup-missing': 'has machines without backup',
  'version-unsupported': 'has a version without corrections',
};

/** The name of what has the problem. */
function objectOf(problem: ClusterProblem) {
  const { cluster, count, kind, node, storage, workload } = problem;
  if (storage) return `${storage} (${cluster})`;
  if (node) return `${node} (${cluster})`;
  if (workload) return `${workload.name} (${cluster})`;
  return kind.startsWith('app-') ? `${count} apps in ${cluster}` : cluster;
}

function pageOf(
  { cluster, node, workload }: ClusterProblem,
  dashboardPath: string,
): string {
  const page = `${dashboardPath}/clusters/${encodeURIComponent(cluster)}`;
  if (node) return `${page}/nodes/${encodeURIComponent(node)}`;
  if (!workload?.id) return page;
  return `${page}/workloads/${encodeURIComponent(workload.id)}`;
}

/**
 * What messages about a problem are called, and the page that they lead to.
 *
 * @param dashboardPath - where the portal shows the dashboard
 */
export function describeProblem(
  problem: ClusterProblem,
  dashboardPath: string,
): { title: string; link: string } {
  const { count, kind, workload } = problem;
  const isGroup = kind.startsWith('app-') && !workload && count > 1;
  return {
    title: `${objectOf(problem)} ${
      isGroup ? WORDS[kind].replace(/^is/, 'are') : WORDS[kind]
    }`,
    link: pageOf(problem, dashboardPath),
  };
}
