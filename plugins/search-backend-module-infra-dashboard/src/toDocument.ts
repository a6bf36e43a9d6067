import {
  toInfraWorkloadRef,
  type WorkloadDocument,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { keywordsOf, localIdOf } from './keywordsOf';
import type { WorkloadRow } from './workloadRow';

/** PostgreSQL stores neither, and one document that it refuses ends the whole run. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

const SEPARATOR = ' · ';

function storable<T>(value: T): T {
  if (typeof value === 'string') {
    return value.replace(UNSTORABLE, '\ufffd') as T;
  }
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, storable(one)]),
    ) as T;
  }
  return value;
}

/**
 * The page of the workload. It does not name the node, because workloads move between nodes
 * faster than the index is rebuilt.
 */
function locationOf(
  { cluster, id }: WorkloadRow,
  dashboardPath: string,
): string {
  const [place, workload] = [cluster, id].map(encodeURIComponent);
  return `${dashboardPath}/clusters/${place}/workloads/${workload}`;
}

/**
 * A workload as a search document.
 *
 * Every document has the same keys, though some may be undefined, since Lunr takes the keys
 * of the first document for those of all.
 */
export function toDocument(
  row: WorkloadRow,
  options: { dashboardPath: string; visibility?: 'cluster' | 'workload' },
): WorkloadDocument {
  const workload = storable(row);
  const { addresses, cluster, entityRefs, node, owner, ownerRef } = workload;
  const localId = localIdOf(workload);
  const facts = [
    localId,
    ...(addresses ?? []),
    ...(workload.tags ?? []),
    ...(workload.images ?? []),
    workload.namespace,
    node,
    cluster,
    ownerRef,
    owner?.name,
    workload.status,
  ];
  return {
    title: workload.name,
    text: [...new Set(facts.filter(Boolean))].join(SEPARATOR),
    location: locationOf(workload, options.dashboardPath),
    authorization: {
      resourceRef:
        options.visibility === 'workload'
          ? toInfraWorkloadRef(workload)
          : cluster,
    },
    workloadType: workload.type,
    provider: workload.provider,
    cluster,
    node,
    namespace: workload.namespace,
    status: workload.status,
    health: workload.health,
    owner: ownerRef,
    entityRefs,
    addresses,
    localId,
    keywords: keywordsOf(workload),
  };
}

/**
 * A document that names no entity and no owner. The search cannot check each reader's
 * permission for them: it decides by the cluster only.
 */
export function withoutOwners(document: WorkloadDocument): WorkloadDocument {
  const { owner, text } = document;
  const facts = text.split(SEPARATOR).filter(fact => fact !== owner);
  return {
    ...document,
    text: facts.join(SEPARATOR),
    owner: undefined,
    entityRefs: undefined,
  };
}
