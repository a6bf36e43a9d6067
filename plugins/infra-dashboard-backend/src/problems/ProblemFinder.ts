import type {
  Workload,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  type PlatformSupport,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import type { Knex, PluginDatabase } from '../database';
import { composeHealth } from '../inventory/composeCluster';
import type { InventoryRecorder } from '../inventory/store/InventoryRecorder';
import { normalizeRef } from '../ownership';
import { Remembered } from '../inventory/query/Remembered';
import type { WorkloadLists } from '../inventory/query/WorkloadLists';
import { StoredMachines } from '../inventory/StoredMachines';
import { toRuleFields } from '../inventory/workloadResource';
import { compileCriteria, type WorkloadCriteria } from '../permissions';
import { foldLayers } from './foldLayers';
import { findProblems } from './findProblems';
import { isDown } from './findNodeProblems';
import { readDependents, readUnreachableSince } from './readDependents';
import {
  readUnhealthy,
  readUnprotected,
  type UnhealthyWorkloads,
} from './readWorkloads';
import type { ClusterProblem, ProblemCluster, Role } from './types';

/** Clusters as callers of different rights see them that are remembered. */
const MAX_REMEMBERED = 2_000;

const DAY_MS = 86_400_000;

async function keep(
  items: Workload[],
  passes: (workload: Workload) => boolean,
): Promise<Workload[]> {
  const kept: Workload[] = [];
  await forEachSliced(items, item => {
    if (passes(item)) kept.push(item);
  });
  return kept;
}

/** A cluster with the row of its workloads, if there is one. */
interface Place {
  record: ClusterRecord;
  cluster: ProblemCluster;
  row?: { id: number; revision: number };
  /** In milliseconds. */
  now: number;
}

interface Found {
  problems: ClusterProblem[];
  /** Whether nothing is still to come of the same reading. */
  isFinal: boolean;
}

/**
 * Finds the problems of clusters. They are found once for all callers who may see the same, and
 * again when the cluster was read or cannot be.
 */
export class ProblemFinder {
  readonly #database: PluginDatabase;
  readonly #lists: WorkloadLists;
  readonly #recorder: Pick<InventoryRecorder, 'rowOf'>;
  readonly #roleOf: (platform: string, type: string) => Role | undefined;
  readonly #supportOf: (platform: string) => PlatformSupport | undefined;
  readonly #typesOf: (platform: string) => WorkloadTypeDescriptor[];
  readonly #workloads = new Remembered<UnhealthyWorkloads>(MAX_REMEMBERED);
  readonly #problems = new Remembered<Found>(MAX_REMEMBERED);

  constructor(options: {
    database: PluginDatabase;
    lists: WorkloadLists;
    recorder: Pick<InventoryRecorder, 'rowOf'>;
    roleOf: (platform: string, type: string) => Role | undefined;
    /** Default: nothing is known of it. */
    supportOf?: (platform: string) => PlatformSupport | undefined;
    /** Types of its workloads. Default: none */
    typesOf?: (platform: string) => WorkloadTypeDescriptor[];
  }) {
    this.#database = options.database;
    this.#lists = options.lists;
    this.#recorder = options.recorder;
    this.#roleOf = options.roleOf;
    this.#supportOf = options.supportOf ?? (() => undefined);
    this.#typesOf = options.typesOf ?? (() => []);
  }

  /**
   * @param records - clusters that the caller may see
   * @param options - `allowed`: which of their workloads; `now`: in milliseconds
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async find(
    records: readonly ClusterRecord[],
    options: { allowed: WorkloadCriteria; now: number },
  ): Promise<ClusterProblem[]> {
    const found: ClusterProblem[] = [];
    for (const record of records) {
      if (record.entry.enabled) {
        for (const one of await this.#findIn(record, options)) found.push(one);
      }
    }
    return foldLayers(found, records, this.#machinesOf(records, options));
  }

  #machinesOf(
    records: readonly ClusterRecord[],
    { allowed, now }: { allowed: WorkloadCriteria; now: number },
  ): StoredMachines {
    const clusters = records.flatMap(({ entry, snapshot: { name } }) => {
      const row = this.#recorder.rowOf(entry, name);
      const { name: providerName, type: provider } = entry;
      return row ? [{ ...row, name, provider, providerName }] : [];
    });
    return new StoredMachines(this.#lists, {
      ...{ allowed, clusters, observedAt: () => now },
    });
  }

  async #findIn(
    record: ClusterRecord,
    options: { allowed: WorkloadCriteria; now: number },
  ): Promise<ClusterProblem[]> {
    const { entry, snapshot } = record;
    const { allowed, now } = options;
    const row = this.#recorder.rowOf(entry, snapshot.name);
    const cluster = composeHealth(record, now);
    const { error, freshness, workloadsError, workloadsFreshness } = cluster;
    const key = JSON.stringify([entry.name, snapshot.name, allowed]);
    const version = JSON.stringify([
      ...[row, entry.owner, snapshot.topology.observedAt],
      ...[cluster.health, error, workloadsError],
      // Versions lose their support from one day to the next.
      Math.floor(now / DAY_MS),
      // Not how old they are.
      ...[freshness.state, workloadsFreshness?.state],
    ]);
    const { problems, isFinal } = await this.#problems.get(key, version, () =>
      this.#database.serve(knex =>
        this.#make(knex, { record, cluster, row, now }, allowed),
      ),
    );
    if (!isFinal) this.#problems.forget(key, version);
    return problems;
  }

  async #make(
    knex: Knex,
    place: Place,
    allowed: WorkloadCriteria,
  ): Promise<Found> {
    const { cluster, record, row } = place;
    const { entry, snapshot } = record;
    const { name, provider } = cluster;
    const reading = snapshot.topology.data;
    const { name: providerName } = entry;
    const owner = normalizeRef(entry.owner, { kind: 'group' });
    const { observedAt } = snapshot.topology;
    const since =
      cluster.error &&
      (await readUnreachableSince(knex, snapshot.name, observedAt));
    const resource = { name, provider, providerName };
    const found = await findProblems(
      {
        ...{ cluster, owner },
        nodes: reading?.nodes ?? [],
        storages: reading?.storages,
        limitations: reading?.limitations,
        version: reading?.version,
        ...{ support: this.#supportOf(provider), now: place.now },
        ...(since && { unreachableSince: new Date(since).toISOString() }),
        ...(await this.#readWorkloads(knex, place, allowed)),
        ...(cluster.error &&
          row &&
          allowed !== false && {
            dependents: await readDependents(knex, {
              cluster: { ...resource, id: row.id },
              allowed,
            }),
          }),
      },
      type => this.#roleOf(provider, type),
    );
    return {
      problems: found.map(one => ({ ...one, cluster: name, provider })),
      // A failed read is known before its change is stored.
      isFinal: !cluster.error || !observedAt || since !== undefined,
    };
  }

  async #readWorkloads(
    knex: Knex,
    { cluster, record, row }: Place,
    allowed: WorkloadCriteria,
  ): Promise<UnhealthyWorkloads> {
    if (!row || allowed === false) {
      return { workloads: [], controllers: [], unprotected: [] };
    }
    const { entry, snapshot } = record;
    const { provider } = cluster;
    const downNodes = (snapshot.topology.data?.nodes ?? [])
      .filter(isDown)
      .map(({ name }) => name);
    const all = await this.#workloads.get(
      row.id,
      JSON.stringify([row.revision, downNodes]),
      async () => ({
        ...(await readUnhealthy(knex, { cluster: row.id, downNodes })),
        unprotected: await readUnprotected(knex, {
          ...{ cluster: row.id, types: this.#typesOf(provider) },
        }),
      }),
    );
    if (allowed === true) return all;
    const passes = compileCriteria(allowed, {
      ...{ cluster: snapshot.name, provider, providerName: entry.name },
    });
    const isShown = (one: Workload) => passes(toRuleFields(one));
    return {
      workloads: await keep(all.workloads, isShown),
      controllers: await keep(all.controllers, isShown),
      unprotected: await keep(all.unprotected, isShown),
    };
  }
}
