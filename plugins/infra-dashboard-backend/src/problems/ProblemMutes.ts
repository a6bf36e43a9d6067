import type { ProblemMute } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProblemMuteRequest } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { InputError } from '@backstage/errors';
import { nowMs, type Knex, type PluginDatabase } from '../database';
import { problemId } from './problemId';

const TABLE = 'problem_mutes';

/** A mute for longer hides a problem instead of solving it. */
const MAX_DAYS = 90;
const DAY_MS = 86_400_000;

const MAX_REASON = 500;

interface Row {
  id: string;
  problem: string | null;
  cluster: string;
  until: number | string;
  muted_by: string;
  reason: string | null;
}

/** A mute, and the cluster that the muted problem is of. */
export interface StoredMute extends ProblemMute {
  ofCluster: string;
}

function toMute(row: Row): StoredMute {
  const { cluster, id, muted_by: by, problem, reason, until } = row;
  return {
    ...{ id, by, ofCluster: cluster },
    ...(problem === null ? { cluster } : { problem }),
    until: new Date(Number(until)).toISOString(),
    ...(reason && { reason }),
  };
}

/**
 * Which problems, and which clusters, are muted until when. All is in the database and ends by its
 * clock, so that replicas agree and a restart changes nothing.
 */
export class ProblemMutes {
  readonly #database: PluginDatabase;

  constructor(options: { database: PluginDatabase }) {
    this.#database = options.database;
  }

  /**
   * Those that have not ended.
   *
   * @throws ServiceUnavailableError where the database cannot be read
   */
  list(): Promise<StoredMute[]> {
    return this.#database.serve(async knex => {
      const rows: Row[] = await knex(TABLE)
        .whereRaw(`until > ${nowMs(knex)}`)
        .orderBy('id');
      return rows.map(toMute);
    });
  }

  /**
   * Mutes a problem, or replaces the end of its mute.
   *
   * @param options - `cluster`: that the problem is of
   * @throws InputError where the end is not within the next 90 days
   */
  async add(
    { problem, reason, until }: ProblemMuteRequest,
    options: { by: string; cluster: string },
  ): Promise<StoredMute> {
    const { by, cluster } = options;
    return this.#database.serve(async knex => {
      const now = await readNow(knex);
      const end = Date.parse(until);
      if (!(end > now && end <= now + MAX_DAYS * DAY_MS)) {
        throw new InputError(`until: must be within the next ${MAX_DAYS} days`);
      }
      const row: Row = {
        id: problem ?? problemId(cluster, 'all'),
        ...{ problem: problem ?? null, cluster, until: end },
        ...{ muted_by: by, reason: cleanText(reason, MAX_REASON) ?? null },
      };
      await knex(TABLE).where('until', '<=', now).delete();
      await knex(TABLE).insert(row).onConflict('id').merge();
      return toMute(row);
    });
  }

  /** Ends a mute. */
  async remove(id: string): Promise<void> {
    await this.#database.serve(knex => knex(TABLE).where({ id }).delete());
  }
}

async function readNow(knex: Knex): Promise<number> {
  const result = await knex.raw(`select ${nowMs(knex)} as now`);
  const [{ now }] = Array.isArray(result) ? result : result.rows;
  return Number(now);
}

/** Finds the mute of a problem: its own, or that of its cluster; the one that ends last. */
export function findMutes(
  mutes: readonly StoredMute[],
): (problem: { cluster: string; id: string }) => StoredMute | undefined {
  const ofProblems = new Map<string, StoredMute>();
  const ofClusters = new Map<string, StoredMute>();
  for (const one of mutes) {
    if (one.problem !== undefined) ofProblems.set(one.problem, one);
    else ofClusters.set(one.ofCluster, one);
  }
  return ({ cluster, id }) => {
    const own = ofProblems.get(id);
    const all = ofClusters.get(cluster);
    if (!own || !all) return own ?? all;
    return own.until > all.until ? own : all;
  };
}
