import {
  HEALTHS,
  type Health,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { yieldIfDue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { WorkloadCounter } from '../../collector/summarizeWorkloads';
import { batchesOf, type Knex, type PluginDatabase } from '../../database';
import type { WorkloadCriteria } from '../../permissions';
import { MACHINE_KEYS } from '../store/machineKeys';
import { LINKS } from '../store/workloadColumns';
import { addCounted, type CountedRow } from '../store/workloadRows';
import { filterWorkloads } from './filterWorkloads';
import { loadRows, type WorkloadRow } from './loadRows';
import { Remembered } from './Remembered';
import { versionOf, type QueriedCluster } from './QueriedCluster';

const PAGE = 500;

/** Counts of different callers and filters that are remembered. */
const MAX_COUNTED = 100;

type Counters = ReadonlyMap<number, WorkloadCounter>;

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
  /** Requests that were served without numbers: a later response differs from them. */
  uncounted = 0;
  readonly #counted = new Remembered<Counters>(MAX_COUNTED);

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

  /**
   * How many workloads the caller may see, by the id of the cluster. Counted once for all
   * callers who may see the same, until rows change. Where the database cannot be read, it is
   * the last number.
   *
   * @throws ServiceUnavailableError where there is none
   */
  async count(
    options: Pick<ListOptions, 'allowed' | 'clusters'>,
    filter: { owner?: string } = {},
  ): Promise<Counters> {
    const { allowed, clusters } = options;
    const key = JSON.stringify([allowed, filter, clusters.map(({ id }) => id)]);
    try {
      return await this.#counted.get(key, versionOf(clusters), () =>
        this.#count(options, filter),
      );
    } catch (error) {
      const last = this.#counted.last(key);
      if (last) return last;
      this.uncounted += 1;
      throw error;
    }
  }

  async #count(
    options: Pick<ListOptions, 'allowed' | 'clusters'>,
    filter: { owner?: string },
  ): Promise<Counters> {
    if (options.clusters.length === 0) return new Map();
    return this.#database.serve(async knex => {
      const counters = new Map<number, WorkloadCounter>();
      const rows = await this.#rows(knex, options, filter)
        .select('w.cluster', 'w.health', 'w.node', 'w.role')
        .count({ count: '*' })
        .where('w.template', 0)
        .groupBy('w.cluster', 'w.health', 'w.node', 'w.role');
      for (const row of rows as Array<CountedRow & { cluster: number }>) {
        const counter = counters.get(row.cluster) ?? new WorkloadCounter();
        counters.set(row.cluster, counter);
        addCounted(counter, row);
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
    return this.#database.serve(async knex => {
      const found: Workload[] = [];
      for (const { id: cluster } of options.clusters) {
        let after = '';
        for (;;) {
          const query = this.#rows(knex, options)
            .select('w.cluster', 'w.id', 'w.since')
            .select('w.started_at', 'w.document')
            .where('w.cluster', cluster)
            .where('w.id', '>', after)
            .orderBy('w.id')
            .limit(PAGE);
          narrow(query, knex);
          const rows: WorkloadRow[] = await query;
          const page = await loadRows(knex, rows, options);
          for (const one of page) found.push(one);
          await yieldIfDue();
          if (rows.length < PAGE) break;
          after = rows[rows.length - 1].id;
        }
      }
      return found;
    });
  }

  #rows(
    knex: Knex,
    options: Pick<ListOptions, 'allowed' | 'clusters'>,
    query: WorkloadQuery = {},
  ): Rows {
    return filterWorkloads(knex, query, {
      ...options,
      ...{ now: 0, typesOf: () => [], withParts: () => new Set() },
    });
  }
}
