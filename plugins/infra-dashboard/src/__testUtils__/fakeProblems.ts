import {
  PROBLEM_KINDS,
  type ClusterStatus,
  type CountsBy,
  type Problem,
  type ProblemKind,
  type ProblemMute,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProblemPage,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Inventory } from './demoInventory';

const NOTHING = { total: 0, items: [] };
const nothing = { affected: NOTHING, entities: NOTHING, owners: NOTHING };

function ofCluster(cluster: ClusterStatus): Problem[] {
  const { error, freshness, health, name, nodes = [], provider } = cluster;
  const { lastKnownHealth, reasonCode, statusReason, workloadsError } = cluster;
  const standing = lastKnownHealth ?? health;
  const common = { ...nothing, cluster: name, provider, count: 1 };
  if (freshness.state === 'disabled' || freshness.state === 'pending')
    return [];
  return [
    ...(error
      ? [
          {
            ...common,
            id: `read ${name}`,
            kind: 'cluster-unreachable' as const,
            severity: freshness.observedAt
              ? ('warning' as const)
              : ('critical' as const),
            ...{ status: error.code, statusReason: error.message },
            ...{ hint: error.hint, since: freshness.observedAt },
          },
        ]
      : []),
    ...nodes.flatMap((node): Problem[] =>
      node.health === 'failed' || node.health === 'degraded'
        ? [
            {
              ...common,
              ...{ id: `node ${name} ${node.name}`, node: node.name },
              kind: node.health === 'failed' ? 'node-down' : 'node-degraded',
              severity: node.health === 'failed' ? 'critical' : 'warning',
              statusReason: node.statusReason ?? node.conditions?.[0]?.type,
              since: node.since,
              observedAt: error && freshness.observedAt,
            },
          ]
        : [],
    ),
    ...(workloadsError && !error
      ? [
          {
            ...{ ...common, id: `workloads ${name}` },
            kind: 'workloads-unreadable' as const,
            severity: 'warning' as const,
            status: workloadsError.code,
            statusReason: workloadsError.message,
          },
        ]
      : []),
    ...((standing === 'failed' || standing === 'degraded') &&
    !/^(nodes|hosts)-/.test(reasonCode ?? '')
      ? [
          {
            ...{ ...common, id: `health ${name}`, kind: `cluster-${standing}` },
            severity: standing === 'failed' ? 'critical' : 'warning',
            ...{ status: standing, statusReason },
            observedAt: error && freshness.observedAt,
          } as Problem,
        ]
      : []),
  ];
}

/** Failed workloads, one problem for each word of the platform in a cluster. */
function ofWorkloads(workloads: Workload[]): Problem[] {
  const groups = new Map<string, Workload[]>();
  for (const one of workloads) {
    if (one.health !== 'failed') continue;
    const key = `${one.cluster} ${one.status}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, members]) => {
    const [first] = members;
    const { cluster, id, name, namespace, provider, status, type } = first;
    const refs = (list: Array<string | undefined>) => {
      const items = [...new Set(list.filter(ref => ref !== undefined))];
      return { total: items.length, items };
    };
    return {
      ...{ id: `apps ${key}`, kind: 'app-failed', severity: 'critical' },
      ...{ cluster, provider, status, statusReason: first.statusReason },
      ...(members.length === 1 && { workload: { id, name, namespace, type } }),
      count: members.length,
      affected: { total: members.length, items: members.slice(0, 10) },
      entities: refs(members.flatMap(({ entityRefs = [] }) => entityRefs)),
      owners: refs(members.map(({ ownerRef }) => ownerRef)),
    };
  });
}

function findAll({ clusters, providers, workloads }: Inventory): Problem[] {
  const names = new Set(clusters.map(({ name }) => name));
  const wrong = providers.filter(
    ({ name, state }) => state === 'misconfigured' && !names.has(name),
  );
  return [
    ...wrong.map(
      ({ error, name, type: provider }): Problem => ({
        ...nothing,
        ...{ id: `configuration ${name}`, kind: 'misconfigured', count: 1 },
        ...{ severity: 'critical', cluster: name, provider },
        ...{ status: error?.code, statusReason: error?.message },
        hint: error?.hint,
      }),
    ),
    ...clusters.flatMap(ofCluster),
    ...ofWorkloads(workloads),
  ].sort(
    (a, b) => PROBLEM_KINDS.indexOf(a.kind) - PROBLEM_KINDS.indexOf(b.kind),
  );
}

/** The problems of an inventory, filtered and paged as the backend does. */
export function fakeProblemPage(
  inventory: Inventory,
  { mutes, query }: { mutes: ProblemMute[]; query: ProblemQuery },
): Omit<ProblemPage, 'mayMute'> {
  const { cursor = '0', limit = 100, muted, owner } = query;
  const found = (inventory.problems ?? findAll(inventory))
    .map(one => {
      const mute = mutes.find(
        ({ cluster, problem }) => problem === one.id || cluster === one.cluster,
      );
      return mute ? { ...one, mute } : one;
    })
    .filter(one =>
      (['severity', 'kind', 'provider', 'cluster', 'node'] as const).every(
        key => !query[key] || query[key].split(',').includes(one[key] ?? ''),
      ),
    )
    .filter(one => !owner || one.owners.items.includes(owner))
    .filter(one => !muted || Boolean(one.mute) === (muted === 'true'));
  const counts: CountsBy<ProblemKind> = { total: 0 };
  for (const { count, kind, mute } of found) {
    if (mute) continue;
    counts.total += count;
    counts[kind] = (counts[kind] ?? 0) + count;
  }
  const end = Number(cursor) + limit;
  return {
    items: found.slice(Number(cursor), end),
    totalItems: found.length,
    counts,
    muted: found.filter(({ mute }) => mute).length,
    ...(end < found.length && { nextCursor: String(end) }),
  };
}
