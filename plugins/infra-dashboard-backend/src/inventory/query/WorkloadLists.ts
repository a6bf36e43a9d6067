import {
  HEALTHS,
  type Health,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { WorkloadCounter } from '../../collector/summarizeWorkloads';
import { batchesOf, type Knex, type PluginDatabase } from '../../database';
import type { WorkloadCriteria } from '../../permissions';
import { MACHINE_KEYS } from '../store/machineKeys';
import { LINKS } from '../store/workloadColumns';
import { filterWorkloads } from './filterWorkloads';
import { loadRows, type WorkloadRow } from './loadRows';
import type { QueriedCluster } from './WorkloadCounts';

const PAGE = 500;

type Rows = ReturnType<Knex>;

export interface ListOptions {
  clusters: readonly QueriedCluster[];
  /** Which of their workloads the caller may see. */
  allowed: WorkloadCriteria;
  /** When the workloads of each cluster were read. */
  observedAt: (cluster: number) => number;
}

/** Whole lists of workloads, for what is made of all of them and not shown in pages. */
export class WorkloadLists {
  readonly #database: PluginDatabase;

  constructor({ database }: { database: PluginDatabase }) {
    this.#database = database;
  }

  /** @throws ServiceUnavailableError where the database cannot be read */
  read(
    options: ListOptions,
    filter: { nodes?: string[]; healths?: Health[] } = {},
  ): Promise<Workload[]> {
    const { healths, nodes } = filter;
    return this.#list(options, rows => {
      if (nodes) rows.whereIn('w.node', nodes);
      if (healths) {
        rows.whereIn(
          'w.health',
          healths.map(one => HEALTHS.indexOf(one)),
        );
      }
    });
  }

  /** Machines that have one of some keys. */
  withKeys(options: ListOptions, keys: string[]): Promise<Workload[]> {
    return this.#listEach(options, keys, (rows, knex, batch) =>
      rows.whereIn(
        ['w.cluster', 'w.id'],
        knex(MACHINE_KEYS).select('cluster', 'id').whereIn('key', batch),
      ),
    );
  }

  /** Workloads of some entities. */
  ofEntities(options: ListOptions, entities: string[]): Promise<Workload[]> {
    return this.#listEach(options, entities, (rows, knex, batch) =>
      rows.whereIn(
        ['w.cluster', 'w.id'],
        knex(LINKS).select('cluster', 'id').whereIn('entity', batch),
      ),
    );
  }

  /** Workloads of some namespaces. */
  inNamespaces(
    options: ListOptions,
    namespaces: string[],
  ): Promise<Workload[]> {
    return this.#listEach(options, namespaces, (rows, _, batch) =>
      rows.whereIn('w.namespace', batch),
    );
  }

  /** How many workloads the caller may see, by the id of the cluster. */
  count(
    options: Pick<ListOptions, 'allowed' | 'clusters'>,
  ): Promise<Map<number, WorkloadCounter>> {
    return this.#database.serve(async knex => {
      const counters = new Map<number, WorkloadCounter>();
      const rows = await this.#rows(knex, options)
        .select('w.cluster', 'w.health', 'w.node', 'w.role')
        .count({ count: '*' })
        .where('w.template', 0)
        .groupBy('w.cluster', 'w.health', 'w.node', 'w.role');
      for (const { cluster, count, health, node, role } of rows as any[]) {
        const counter = counters.get(cluster) ?? new WorkloadCounter();
        counters.set(cluster, counter);
        counter.add(
          {
            ...{ role, status: '', node: node ?? undefined },
            health: HEALTHS[health] ?? 'unknown',
          },
          Number(count),
        );
      }
      return counters;
    });
  }

  async #listEach(
    options: ListOptions,
    values: string[],
    narrow: (rows: Rows, knex: Knex, batch: string[]) => unknown,
  ): Promise<Workload[]> {
    const found: Workload[] = [];
    for (const batch of batchesOf(values)) {
      const list = await this.#list(options, (rows, knex) =>
        narrow(rows, knex, batch),
      );
      for (const one of list) found.push(one);
    }
    return found;
  }

  async #list(
    options: ListOptions,
    narrow: (rows: Rows, knex: Knex) => unknown,
  ): Promise<Workload[]> {
    if (options.clusters.length === 0) return [];
    return this.#database.serve(async knex => {
      const found: Workload[] = [];
      let after: [cluster: number, id: string] | undefined;
      for (;;) {
        const query = this.#rows(knex, options)
          .select('w.cluster', 'w.id', 'w.since', 'w.started_at', 'w.document')
          .orderBy(['w.cluster', 'w.id'])
          .limit(PAGE);
        narrow(query, knex);
        if (after) query.whereRaw('(w.cluster, w.id) > (?, ?)', after);
        const rows: WorkloadRow[] = await query;
        for (const one of await loadRows(knex, rows, options)) found.push(one);
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return found;
        after = [last.cluster, last.id];
      }
    });
  }

  #rows(
    knex: Knex,
    options: Pick<ListOptions, 'allowed' | 'clusters'>,
  ): Rows {
    return filterWorkloads(knex, {}, {
      ...options,
      ...{ now: 0, typesOf: () => [], withParts: () => new Set() },
    });
  }
}
