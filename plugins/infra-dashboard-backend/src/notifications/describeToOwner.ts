import type { ClusterProblem } from '../problems';

/** Workloads that a message names; the others are counted. */
const NAMED = 5;

function listOf(kind: string, names: string[], total: number): string {
  if (total === 0) return '';
  const what = kind.startsWith('app-') ? 'Failing' : 'Affected';
  if (names.length === 0) return `${what}: ${total} workloads`;
  const list = names.slice(0, NAMED).join(', ');
  const more = total - NAMED;
  return more > 0 ? `${what}: ${list} and ${more} more` : `${what}: ${list}`;
}

/**
 * What a message tells an owner of a problem: of workloads, only their own. All workloads of a
 * cluster are also those of its owner.
 *
 * @param ownerOf - owners of clusters, by their names
 */
export function describeToOwner(
  owner: string,
  problem: ClusterProblem,
  ownerOf: ReadonlyMap<string, string>,
): string {
  const { affected, affectedTotal, cluster, hint, kind, workload } = problem;
  const ownsCluster = (name: string) => ownerOf.get(name) === owner;
  const own = affected.filter(
    one => one.ownerRef === owner || ownsCluster(one.cluster),
  );
  // Where the workloads are only counted, it is not known whose they are.
  const isCounted = affected.length === 0 && ownsCluster(cluster);
  // The reason of a group is that of one of its workloads.
  const isGroup = kind.startsWith('app-') && !workload;
  const statusReason =
    !isGroup || own.some(one => one.statusReason === problem.statusReason)
      ? problem.statusReason
      : undefined;
  const list = listOf(
    kind,
    own.map(({ name }) => name),
    isCounted ? affectedTotal : own.length,
  );
  return [statusReason, hint, list]
    .flatMap(text => text?.replace(/\.$/, '') || [])
    .join('. ');
}
