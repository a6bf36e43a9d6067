import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  OwnerEvidence,
  UnownedPage,
  UnownedQuery,
  UnownedWorkload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { WorkloadOwnership } from '../ownership';
import { firstEvidence } from '../ownership/findOwnerEvidence';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import { hideEntities } from './hideEntities';
import type { Inventory, WorkloadsOf } from './Inventory';

/** Stands for the name of a component in a command, where none is known. */
const PLACEHOLDER = 'COMPONENT';

/** The evidence without the entities that the caller may not see. */
async function hideEvidence(
  all: OwnerEvidence[][],
  entities: EntityVisibility,
): Promise<OwnerEvidence[][]> {
  const refs = all.flat().flatMap(({ entityRef }) => entityRef ?? []);
  const shown = await entities.visible(refs);
  return all.map(list =>
    list.map(({ entityRef, ...one }) =>
      entityRef && shown.has(entityRef) ? { ...one, entityRef } : one,
    ),
  );
}

function toRow(
  workload: Workload,
  evidence: OwnerEvidence[],
  ownership: WorkloadOwnership,
): UnownedWorkload {
  const { cluster, health, id, name, namespace, node, provider, type } =
    workload;
  const known = new Set(evidence.flatMap(({ entityRef }) => entityRef ?? []));
  const [entityRef] = known.size === 1 ? known : [];
  const component = entityRef && ownership.claimNameOf(entityRef);
  return {
    ...{ id, name, cluster, provider, type, health },
    ...(namespace !== undefined && { namespace }),
    ...(node !== undefined && { node }),
    ...(workload.ownerRef && { ownerRef: workload.ownerRef }),
    evidence,
    ...(entityRef && { entityRef }),
    commands: ownership.claimCommandsOf(workload, component ?? PLACEHOLDER),
  };
}

/**
 * Apps and machines without owner, or with one that only a default gives, with what may name
 * their component.
 *
 * @throws InputError where the query is invalid
 * @throws ServiceUnavailableError where the database cannot be read
 */
export async function findUnowned(
  { source, ...query }: UnownedQuery,
  options: WorkloadsOf & { inventory: Inventory },
): Promise<UnownedPage> {
  const { inventory, ...rest } = options;
  const { cursor, limit, ...filters } = query;
  const all = { ...filters, role: 'app,machine', template: 'false' as const };
  const [page, clusters] = await Promise.all([
    inventory.queryWorkloads(
      { ...all, cursor, limit, ownerSource: source ?? 'none,default' },
      rest,
    ),
    inventory.countOwners(all, rest),
  ]);
  const { entities } = options;
  const { ownership } = inventory;
  const workloads = await hideEntities(page.items, entities);
  const shown = await hideEvidence(
    workloads.map(one => ownership.evidenceOf(one)),
    entities,
  );
  const evidence = shown.map(firstEvidence);
  const sum = (key: 'default' | 'none' | 'total') =>
    clusters.reduce((total, one) => total + one[key], 0);
  return {
    ...page,
    items: workloads.map((one, index) =>
      toRow(one, evidence[index], ownership),
    ),
    counts: { total: sum('total'), none: sum('none'), default: sum('default') },
    clusters: clusters.sort(
      (one, other) =>
        other.none + other.default - one.none - one.default ||
        one.cluster.localeCompare(other.cluster),
    ),
  };
}
