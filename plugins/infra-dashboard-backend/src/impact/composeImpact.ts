import {
  countBy,
  HEALTHS,
  type Limitation,
  type NodeStatus,
  type Workload,
  type WorkloadReference,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { coreMessage } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { createHide, HIDE_NOTHING, type Hide } from '../inventory/hideEntities';
import { entitiesOf } from '../ownership';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import { collectAffected } from './collectAffected';
import { findMachine } from './findMachine';
import type { MachineLink } from './MachineFinder';
import { summarize, type IsReplica } from './summarize';
import type { WorkloadSource } from './WorkloadSource';

/** Rows of each list in a response. */
const MAX_ROWS = 100;
const MAX_NAMES = 10;

export interface ImpactOptions {
  /** The clusters that the caller may see, and no others. */
  records: ClusterRecord[];
  source: WorkloadSource;
  /** The one of them that the node is in. */
  record: ClusterRecord;
  node: NodeStatus;
  ownerOf: (entityRef: string) => string | undefined;
  /** Entities and owners that the caller may see. */
  entities: EntityVisibility;
}

/** The entities of workloads, and who owns them. */
function refsOf(
  workloads: Iterable<Workload>,
  ownerOf: ImpactOptions['ownerOf'],
): Set<string> {
  const refs = new Set<string>();
  for (const workload of workloads) {
    for (const ref of entitiesOf(workload)) refs.add(ref);
  }
  for (const ref of [...refs]) {
    const owner = ownerOf(ref);
    if (owner) refs.add(owner);
  }
  return refs;
}

function bounded<T>(items: T[]): { total: number; items: T[] } {
  return { total: items.length, items: items.slice(0, MAX_ROWS) };
}

function toNodeReference(node: NodeStatus): NodeImpact['node'] {
  const { cluster, name, provider, status, health } = node;
  return { cluster, name, provider, status, health };
}

export function toReference(workload: Workload): WorkloadReference {
  const { id, name, cluster, provider, type, health } = workload;
  const { node, namespace, entityRefs, ownerRef } = workload;
  return {
    ...{ id, name, cluster, provider, type, health },
    ...(node && { node }),
    ...(namespace && { namespace }),
    ...(entityRefs && { entityRefs }),
    ...(ownerRef && { ownerRef }),
  };
}

function runsOn(link: MachineLink | undefined, hide: Hide) {
  if (!link) return undefined;
  const { machine, evidence } = link;
  const hypervisor = link.record.snapshot.topology.data?.nodes.find(
    ({ name }) => name === machine.node,
  );
  return {
    machine: hide(toReference(machine)),
    ...(hypervisor && { hypervisor: toNodeReference(hypervisor) }),
    evidence,
  };
}

function limitationsOf(records: ClusterRecord[]): Limitation[] {
  const unread = records.filter(
    ({ entry, snapshot }) =>
      entry.enabled && (!snapshot.topology.data || !snapshot.workloads.data),
  );
  if (unread.length === 0) return [];
  const names = unread.map(({ snapshot }) => snapshot.name);
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  const clusters = more > 0 ? `${shown}, … (+${more})` : shown;
  return [coreMessage('clusters-not-read', { clusters })];
}

function isReplicaOf(records: ClusterRecord[]): IsReplica {
  const types = new Map(
    records.map(({ snapshot, workloadTypes }) => [
      snapshot.name,
      workloadTypes,
    ]),
  );
  return ({ cluster, type }) =>
    types.get(cluster)?.get(type)?.role === 'replica';
}

/** What depends on a node, across platforms, as far as the caller may see it. */
export async function composeImpact(
  options: ImpactOptions,
): Promise<NodeImpact> {
  const { entities, node, record, records, ownerOf, source } = options;
  const { nodes, workloads } = await collectAffected(
    { record, node },
    { records, source },
  );
  const all = await source.related(workloads);
  const link = await findMachine(node, options);
  const named = [...workloads, ...(link ? [link.machine] : [])];
  const hide = (await entities.all())
    ? HIDE_NOTHING
    : await createHide(refsOf(named, ownerOf), entities);
  const summary = summarize({
    ...{ affected: workloads, all, ownerOf, hide },
    isReplica: isReplicaOf(records),
  });
  const affected = [...workloads].sort(
    (a, b) =>
      HEALTHS.indexOf(b.health) - HEALTHS.indexOf(a.health) ||
      a.cluster.localeCompare(b.cluster) ||
      a.name.localeCompare(b.name),
  );
  const machine = runsOn(link, hide);
  const limitations = limitationsOf(records);
  const shown = bounded(affected);
  return {
    node: toNodeReference(node),
    ...(machine && { runsOn: machine }),
    nodes: bounded(
      nodes.map(({ node: hosted, link: { evidence, machine: of } }) => ({
        ...toNodeReference(hosted),
        machine: hide(toReference(of)),
        evidence,
      })),
    ),
    workloads: { ...shown, items: shown.items.map(toReference).map(hide) },
    workloadsByHealth: countBy(affected, ({ health }) => health) as {
      total: number;
    },
    workloadsByProvider: countBy(affected, ({ provider }) => provider) as {
      total: number;
    },
    deployments: bounded(summary.controllers),
    entities: bounded(summary.entities),
    owners: bounded(summary.owners),
    unassigned: summary.unassigned,
    ...(limitations.length > 0 && { limitations }),
  };
}
