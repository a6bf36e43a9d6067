import {
  HEALTHS,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { upsertRows, type Knex } from '../../database';
import { entitiesOf } from '../../ownership';
import { toLabelLines } from './labelLines';
import { deleteObjects } from './objectRows';
import { toKey, toSearchText } from './textColumns';
import type { WorkloadDifference } from './WorkloadLedger';

export const LINKS = 'inventory_links';

function searchTextOf(workload: Workload): string {
  const { cluster, id, name, namespace, node } = workload;
  return toSearchText(
    [name, id, node, namespace, cluster]
      .concat(workload.type, workload.status, workload.statusReason)
      .concat(workload.ownerRef, workload.owner?.name)
      .concat(workload.addresses, workload.tags, workload.images)
      .concat(
        Object.entries(workload.labels ?? {}).map(pair => pair.join('=')),
      ),
  );
}

/** What workloads are filtered and sorted by. */
export function toWorkloadColumns(workload: Workload) {
  const createdAt = Date.parse(workload.createdAt ?? '');
  return {
    cluster_name: toKey(workload.cluster),
    name: toKey(workload.name.toLowerCase()),
    node: toKey(workload.node),
    namespace: toKey(workload.namespace),
    type: toKey(workload.type),
    role: workload.role ?? null,
    controller: toKey(workload.controllerId),
    status: toKey(workload.status.toLowerCase()),
    health: HEALTHS.indexOf(workload.health),
    template: workload.template ? 1 : 0,
    owner: toKey(workload.ownerRef),
    owner_source: workload.ownerRef ? workload.ownerSource ?? null : null,
    created_at: Number.isNaN(createdAt) ? null : createdAt,
    restarts: workload.restarts ?? null,
    storage: workload.storage?.total ?? null,
    search: searchTextOf(workload),
    labels: toLabelLines(workload),
  };
}

/** Writes to which entities and owners the workloads of a difference belong. */
export async function writeLinks(
  knex: Knex,
  cluster: number,
  difference: WorkloadDifference,
): Promise<void> {
  const { forgotten, removed, upserts } = difference;
  const changed = upserts.filter(
    ({ before, owners }) => owners !== (before?.owners ?? ''),
  );
  const outdated = changed.filter(({ before }) => before?.owners);
  await deleteObjects(knex, {
    ...{ table: LINKS, cluster },
    ids: [...outdated.map(({ item }) => item.id), ...removed, ...forgotten],
  });
  await upsertRows(knex, {
    table: LINKS,
    key: ['entity', 'cluster', 'id'],
    items: changed.flatMap(({ item }) =>
      entitiesOf(item).map(entity => ({ entity, id: item.id })),
    ),
    toRow: ({ entity, id }) => ({ entity, cluster, id }),
  });
}
