import { createHash } from 'node:crypto';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  parseInfraWorkloadRef,
  type WorkloadDocument,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

const TABLE = 'infra_dashboard_documents';
/** SQLite takes at most 500 rows in one insert. */
const CHUNK = 200;
const PAGE = 2_000;

interface Row {
  key: string;
  cluster: string;
  /** Encode as JSON: it distinguishes all names and every database accepts it. */
  cluster_name: string;
  hash: string;
  document: string;
  /** PostgreSQL gives big integers as text. */
  missing_since: number | string | null;
}

/** A document and the id of its workload. */
export interface StoredDocument {
  id: string;
  document: WorkloadDocument;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function clusterHash(cluster: string): string {
  return hashOf(JSON.stringify(cluster));
}

function* chunks<T>(items: T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += CHUNK) {
    yield items.slice(start, start + CHUNK);
  }
}

const documentSchema = z.looseObject({
  title: z.string(),
  text: z.string(),
  location: z.string().startsWith('/'),
  cluster: z.string(),
  authorization: z.object({ resourceRef: z.string() }),
  keywords: z.string(),
});

/** Nothing where it is not a document of one cluster: others may write to the database. */
function parseDocument(text: string): WorkloadDocument[] {
  try {
    const value = JSON.parse(text);
    const { data } = documentSchema.safeParse(value);
    if (!data) return [];
    const { resourceRef } = data.authorization;
    const cluster = parseInfraWorkloadRef(resourceRef)?.cluster;
    const isOwn = [resourceRef, cluster].includes(data.cluster);
    return isOwn ? [value] : [];
  } catch {
    return [];
  }
}

/**
 * The content of the search index, stored in the database of the search plugin, because search
 * engines cannot list all documents of a cluster.
 */
export class DocumentStore {
  readonly #database: DatabaseService;
  #opened: Promise<Knex> | undefined;

  constructor(database: DatabaseService) {
    this.#database = database;
  }

  /** Writes documents of a cluster that are new or changed; resolves with the keys of all. */
  async put(cluster: string, documents: StoredDocument[]): Promise<string[]> {
    const knex = await this.#open();
    const rows = documents.map(({ id, document }): Row => {
      const text = JSON.stringify(document);
      return {
        key: hashOf(JSON.stringify([cluster, id])),
        cluster: clusterHash(cluster),
        cluster_name: JSON.stringify(cluster),
        hash: hashOf(text),
        document: text,
        missing_since: null,
      };
    });
    for (const chunk of chunks(rows)) {
      const keys = chunk.map(({ key }) => key);
      const known = await knex<Row>(TABLE)
        .select('key', 'hash')
        .whereIn('key', keys)
        .whereNull('missing_since');
      const hashes = new Map(known.map(({ hash, key }) => [key, hash]));
      const changed = new Map(
        chunk
          .filter(({ hash, key }) => hashes.get(key) !== hash)
          .map(row => [row.key, row]),
      );
      if (changed.size > 0) {
        await knex<Row>(TABLE)
          .insert([...changed.values()])
          .onConflict('key')
          .merge();
      }
    }
    return rows.map(({ key }) => key);
  }

  /** Names of the clusters that there are documents of. */
  async clusters(): Promise<string[]> {
    const knex = await this.#open();
    const rows = await knex<Row>(TABLE).distinct('cluster_name');
    return rows.map(row => JSON.parse(row.cluster_name));
  }

  /** Keys of all documents of a cluster, in pages: SQLite reads each without a break. */
  async *keys(cluster: string): AsyncGenerator<string[]> {
    const knex = await this.#open();
    let last = '';
    for (;;) {
      const page: string[] = await knex<Row>(TABLE)
        .where({ cluster: clusterHash(cluster) })
        .where('key', '>', last)
        .orderBy('key')
        .limit(PAGE)
        .pluck('key');
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      last = page[page.length - 1];
    }
  }

  async remove(keys: string[]): Promise<void> {
    const knex = await this.#open();
    for (const chunk of chunks(keys)) {
      await knex<Row>(TABLE).whereIn('key', chunk).delete();
    }
  }

  /**
   * Documents that are missing from a list, without those that have been for too long, which
   * are removed.
   */
  async *missing(
    keys: string[],
    options: { now: number; retentionMs: number },
  ): AsyncGenerator<WorkloadDocument> {
    const { retentionMs, now } = options;
    const knex = await this.#open();
    for (const chunk of chunks(keys)) {
      await knex<Row>(TABLE)
        .whereIn('key', chunk)
        .whereNull('missing_since')
        .update({ missing_since: now });
      await knex<Row>(TABLE)
        .whereIn('key', chunk)
        .where('missing_since', '<=', now - retentionMs)
        .delete();
      const rows = await knex<Row>(TABLE)
        .select('document')
        .whereIn('key', chunk);
      for (const { document } of rows) yield* parseDocument(document);
    }
  }

  /** Opens the database when it is first needed: a start need not wait for it. */
  async #open(): Promise<Knex> {
    this.#opened ??= this.#migrate();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  async #migrate(): Promise<Knex> {
    const knex = await this.#database.getClient();
    if (!this.#database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@infra-dashboard/backstage-plugin-search-backend-module-infra-dashboard',
          'migrations',
        ),
        // The search engine has its own migrations in the same database, and so does the
        // catalog module where plugins share one.
        tableName: 'infra_dashboard_search_migrations',
      });
    }
    return knex;
  }
}
