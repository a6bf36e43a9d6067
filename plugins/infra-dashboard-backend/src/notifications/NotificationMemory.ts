import type { Knex } from '../database';
import type { Memory } from './advance';

const TABLE = 'notified_clusters';

interface Row {
  cluster: string;
  cause: string;
  /** PostgreSQL gives big integers as text. */
  since: number | string;
  reported: string | null;
}

/** What was reported to owners, the same for all replicas and over restarts. */
export class NotificationMemory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async load(): Promise<Map<string, Memory>> {
    const rows: Row[] = await this.#knex<Row>(TABLE).select();
    return new Map(
      rows.map(({ cluster, cause, since, reported }) => [
        cluster,
        {
          cause,
          since: Number(since),
          ...(reported !== null && { reported }),
        },
      ]),
    );
  }

  /** Forgets the cluster where there is nothing to remember. */
  async save(cluster: string, memory: Memory | undefined): Promise<void> {
    if (!memory) {
      await this.#knex<Row>(TABLE).where({ cluster }).delete();
      return;
    }
    const { cause, since, reported = null } = memory;
    await this.#knex<Row>(TABLE)
      .insert({ cluster, cause, since, reported })
      .onConflict('cluster')
      .merge();
  }
}
