import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { batchesOf } from './batchesOf';
import type { LedgerEntry } from './types';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

const TABLE = 'infra_dashboard_entities';
/** SQLite takes at most 500 rows in one insert. */
const CHUNK = 200;

interface Row {
  entity_ref: string;
  /** Encode as JSON: it distinguishes all names and every database accepts it. */
  cluster: string;
  hash: string | null;
  /** PostgreSQL gives big integers as text. */
  absent_since: number | string | null;
  absent_latest: number | string | null;
  absent_reads: number;
}

function toEntry(row: Row): LedgerEntry {
  const { absent_since: since, absent_latest: latest } = row;
  return {
    entityRef: row.entity_ref,
    cluster: JSON.parse(row.cluster),
    ...(row.hash !== null && { hash: row.hash }),
    ...(since !== null &&
      latest !== null && {
        absence: {
          since: Number(since),
          latest: Number(latest),
          reads: row.absent_reads,
        },
      }),
  };
}

function toRow(entry: LedgerEntry): Row {
  return {
    entity_ref: entry.entityRef,
    cluster: JSON.stringify(entry.cluster),
    hash: entry.hash ?? null,
    absent_since: entry.absence?.since ?? null,
    absent_latest: entry.absence?.latest ?? null,
    absent_reads: entry.absence?.reads ?? 0,
  };
}

/**
 * The entities that the module added to the catalog, stored in the catalog's database: all
 * replicas share it, it survives restarts, and it is only lost together with the entities.
 */
export class EntityLedger {
  readonly #knex: Knex;

  static async create(database: DatabaseService): Promise<EntityLedger> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@infra-dashboard/backstage-plugin-catalog-backend-module-infra-dashboard',
          'migrations',
        ),
        // The catalog has its own migrations in the same database.
        tableName: 'infra_dashboard_migrations',
      });
    }
    return new EntityLedger(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All entries by the name of their cluster. */
  async read(): Promise<Map<string, LedgerEntry[]>> {
    const rows: Row[] = await this.#knex<Row>(TABLE).select();
    const byCluster = new Map<string, LedgerEntry[]>();
    for (const entry of rows.map(toEntry)) {
      const entries = byCluster.get(entry.cluster);
      if (entries) entries.push(entry);
      else byCluster.set(entry.cluster, [entry]);
    }
    return byCluster;
  }

  /** Writes entries down, in place of what was known of them. */
  async write(entries: LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#knex.transaction(async transaction => {
      for (const chunk of batchesOf(entries, CHUNK)) {
        await transaction<Row>(TABLE)
          .insert(chunk.map(toRow))
          .onConflict('entity_ref')
          .merge();
      }
    });
  }

  async forget(entityRefs: string[]): Promise<void> {
    for (const chunk of batchesOf(entityRefs, CHUNK)) {
      await this.#knex<Row>(TABLE).whereIn('entity_ref', chunk).delete();
    }
  }
}
