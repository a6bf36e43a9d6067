import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

type Owned = Pick<Workload, 'entityRefs' | 'ownerRef' | 'ownerSource'>;

/** Entities and owner of a workload as one text; empty: it has none. */
export function toOwners({ entityRefs, ownerRef, ownerSource }: Owned): string {
  return entityRefs || ownerRef
    ? JSON.stringify({ entityRefs, ownerRef, ownerSource })
    : '';
}

/** The workload with other entities and another owner. */
export function withOwners(workload: Workload, owners: string): Workload {
  const {
    entityRefs: _refs,
    ownerRef: _owner,
    ownerSource: _source,
    ...rest
  } = workload;
  return owners === '' ? rest : { ...rest, ...(JSON.parse(owners) as Owned) };
}
