import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Knex } from '../../database';
import { toNumber } from './clusterRows';
import { compareWorkloads } from './differences/compareWorkloads';
import {
  groupReplicas,
  type WorkloadChange,
} from './differences/groupReplicas';
import { emptyDifference } from './Ledger';
import { readPages, WORKLOADS, type ObjectRow } from './objectRows';
import { toOwners, withOwners } from './owners';
import { noWorkloads, type WorkloadUpsert } from './WorkloadLedger';
import { toStored } from './workloadRows';
import { writePlan, type WriteOptions } from './writeCluster';

/** Workloads of one transaction; all of a cluster get another owner with a new rule. */
const MAX_CHANGED = 1_000;

interface Rematched {
  upserts: WorkloadUpsert[];
  changes: WorkloadChange[];
}

/** Writes what has other owners by now. */
async function write(
  knex: Knex,
  { changes, upserts }: Rematched,
  options: WriteOptions,
): Promise<void> {
  const { areOwnersSettled, now: at } = options;
  const found = areOwnersSettled ? await groupReplicas(changes) : [];
  await writePlan(knex, {
    ...options,
    plan: {
      ...{ nodes: emptyDifference(), storages: emptyDifference() },
      values: {},
      workloads: { ...noWorkloads(), upserts },
      changes: found.map(change => ({ ...change, at })),
    },
  });
}

/**
 * Finds the owners of all stored workloads of a cluster again, since the catalog or the rules
 * have changed: reads them in pages, and writes those that have others.
 */
export async function rematchOwners(
  knex: Knex,
  options: WriteOptions & { own: (workload: Workload) => Workload },
): Promise<void> {
  const { isMachine, own, state } = options;
  if (state.needsLoad) await state.load(knex);
  if (!state.isCurrent) return;
  await state.loadWorkloads(knex, isMachine);
  let found: Rematched = { upserts: [], changes: [] };
  const rematch = (row: ObjectRow) => {
    const document: Workload = JSON.parse(row.document);
    const before = { owners: toOwners(document) };
    const owners = toOwners(own(withOwners(document, '')));
    if (owners === before.owners) return;
    const stored = toStored(row);
    const digest = state.workloads.digestOf(row.id);
    if (!stored || digest === undefined) return;
    const item = withOwners(stored, owners);
    const startedAt = toNumber(row.started_at);
    found.upserts.push({ item, digest, owners, startedAt, before });
    for (const change of compareWorkloads(stored, item)) {
      found.changes.push({ workload: item, change });
    }
  };
  for await (const page of readPages<ObjectRow>(knex, {
    ...{ table: WORKLOADS, cluster: state.row!.id },
    columns: ['id', 'document', 'since', 'started_at', 'missing_since'],
  })) {
    // What incomplete lists lack is not shown, and matched when it is there again.
    const present = page.filter(row => row.missing_since === null);
    await forEachSliced(present, rematch);
    if (found.upserts.length >= MAX_CHANGED) {
      await write(knex, found, options);
      found = { upserts: [], changes: [] };
    }
  }
  if (found.upserts.length > 0) await write(knex, found, options);
}
