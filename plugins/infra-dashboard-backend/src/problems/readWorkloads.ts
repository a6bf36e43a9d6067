import {
  HEALTHS,
  type Workload,
  type WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  nextTurn,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf, type Knex } from '../database';
import { WORKLOADS, type ObjectRow } from '../inventory/store/objectRows';
import { toStored } from '../inventory/store/workloadRows';
import { isUnhealthy } from './foldReplicas';

const PAGE = 300;

/** A literal, so that the partial index is used. */
const IS_UNHEALTHY = `health >= ${HEALTHS.indexOf('degraded')}`;

type Row = Pick<ObjectRow, 'id' | 'since' | 'started_at' | 'document'>;
type Rows = ReturnType<Knex>;

/** Workloads of one cluster that problems are found from. */
export interface UnhealthyWorkloads {
  workloads: Workload[];
  controllers: Workload[];
  /** Those that no backup is made of. */
  unprotected: Workload[];
}

/** A row of a shape that this version does not know is left out. */
function toWorkload(row: Row): Workload[] {
  const workload = toStored(row);
  if (!workload) return [];
  // A list of many thousand stays in memory.
  const { labels, metadata, uptime, ...rest } = workload;
  return [{ ...rest, ...(labels && { labels }) }];
}

/** Reads in pages, so that none holds the event loop for long. */
async function readAll(select: () => Rows): Promise<Workload[]> {
  const found: Workload[] = [];
  for (let after = ''; ; ) {
    const rows: Row[] = await select()
      .select('id', 'since', 'started_at', 'document')
      .whereNull('missing_since')
      .where('template', 0)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE);
    await forEachSliced(rows, row => {
      found.push(...toWorkload(row));
    });
    if (rows.length < PAGE) return found;
    after = rows[rows.length - 1].id;
    await nextTurn();
  }
}

/** The controllers of failing replicas, which say whether these matter. */
async function readControllers(
  knex: Knex,
  workloads: ReadonlyMap<string, Workload>,
  cluster: number,
): Promise<Workload[]> {
  const wanted = new Set<string>();
  for (const one of workloads.values()) {
    const { controllerId } = one;
    if (controllerId === undefined || !isUnhealthy(one)) continue;
    if (!workloads.has(controllerId)) wanted.add(controllerId);
  }
  const found: Workload[] = [];
  for (const ids of batchesOf([...wanted])) {
    found.push(
      ...(await readAll(() =>
        knex(WORKLOADS).where({ cluster }).whereIn('id', ids),
      )),
    );
  }
  return found;
}

/** What of a cluster is not well, or is on a node that is down. */
export async function readUnhealthy(
  knex: Knex,
  options: {
    /** Id of the row of the cluster. */
    cluster: number;
    downNodes: readonly string[];
  },
): Promise<Omit<UnhealthyWorkloads, 'unprotected'>> {
  const { cluster, downNodes } = options;
  const byId = new Map<string, Workload>();
  const unhealthy = await readAll(() =>
    knex(WORKLOADS).where({ cluster }).whereRaw(IS_UNHEALTHY),
  );
  for (const one of unhealthy) byId.set(one.id, one);
  for (const nodes of batchesOf(downNodes)) {
    const onNodes = await readAll(() =>
      knex(WORKLOADS).where({ cluster }).whereIn('node', nodes),
    );
    for (const one of onNodes) byId.set(one.id, one);
  }
  return {
    workloads: [...byId.values()],
    controllers: await readControllers(knex, byId, cluster),
  };
}

/** Machines of a cluster that no backup is made of, by what their types say of it. */
export async function readUnprotected(
  knex: Knex,
  options: { cluster: number; types: readonly WorkloadTypeDescriptor[] },
): Promise<Workload[]> {
  const found: Workload[] = [];
  for (const { type, unprotected } of options.types) {
    if (!unprotected) continue;
    const { key, values } = unprotected;
    for (const value of values) {
      // The text of a document is made by us; what else it may be in is no harm.
      const text = JSON.stringify({ [key]: value }).slice(1, -1);
      const all = await readAll(() =>
        knex(WORKLOADS)
          .where({ cluster: options.cluster, type })
          .whereLike('document', `%${text}%`),
      );
      found.push(...all);
    }
  }
  return found;
}
