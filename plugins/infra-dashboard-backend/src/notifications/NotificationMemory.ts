import type { Knex } from '../database';
import type { Memory } from './advance';

const TABLE = 'notified_problems';

interface Row {
  owner: string;
  problem: string;
  cluster: string;
  title: string;
  link: string;
  /** SQLite has no booleans. */
  present: boolean | number;
  /** PostgreSQL gives big integers as text. */
  since: number | string;
  reported: boolean | number;
  reported_at: number | string | null;
}

/** What an owner is notified of. */
export interface Subject {
  owner: string;
  problem: string;
  cluster: string;
  title: string;
  link: string;
}

export interface Remembered extends Subject {
  memory: Memory;
}

/** What was reported to owners, the same for all replicas and over restarts. */
export class NotificationMemory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async load(): Promise<Remembered[]> {
    const rows: Row[] = await this.#knex<Row>(TABLE).select();
    return rows.map(row => {
      const { cluster, link, owner, present, problem, reported, title } = row;
      return {
        ...{ owner, problem, cluster, title, link },
        memory: {
          isPresent: Boolean(present),
          since: Number(row.since),
          isReported: Boolean(reported),
          ...(row.reported_at !== null && {
            reportedAt: Number(row.reported_at),
          }),
        },
      };
    });
  }

  /** Forgets the problem where there is nothing to remember. */
  async save(subject: Subject, memory: Memory | undefined): Promise<void> {
    const { cluster, link, owner, problem, title } = subject;
    if (!memory) {
      await this.#knex<Row>(TABLE).where({ owner, problem }).delete();
      return;
    }
    const { isPresent, isReported, reportedAt = null, since } = memory;
    await this.#knex<Row>(TABLE)
      .insert({
        ...{ owner, problem, cluster, title, link, since },
        ...{ present: isPresent, reported: isReported },
        reported_at: reportedAt,
      })
      .onConflict(['owner', 'problem'])
      .merge();
  }
}
