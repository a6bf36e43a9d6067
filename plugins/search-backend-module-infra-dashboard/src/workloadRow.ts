import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';

/**
 * The fields of `GET /workloads` that search needs. Other fields are not checked, so that the
 * response of another version of the backend is still valid.
 */
export const workloadRowSchema = workloadSchema
  .pick({
    id: true,
    name: true,
    cluster: true,
    provider: true,
    node: true,
    namespace: true,
    type: true,
    status: true,
    tags: true,
    addresses: true,
    images: true,
    owner: true,
    entityRefs: true,
    ownerRef: true,
    metadata: true,
  })
  .extend({ health: workloadSchema.shape.health.catch('unknown') });

/** A workload as the search takes it. */
export type WorkloadRow = ReturnType<typeof workloadRowSchema.parse>;

/** Rows that follow each other and are of one cluster, together. */
export function groupByCluster(rows: WorkloadRow[]): WorkloadRow[][] {
  const groups: WorkloadRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0].cluster === row.cluster) last.push(row);
    else groups.push([row]);
  }
  return groups;
}
