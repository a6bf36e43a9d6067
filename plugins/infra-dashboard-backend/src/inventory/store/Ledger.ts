import { hash } from 'node:crypto';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { StoredObject } from './documents';

/** A start that moved by less is the rounding of an uptime. */
const START_TOLERANCE_MS = 60_000;

/** Far longer than the ids of any platform. */
const MAX_ID_LENGTH = 600;

/** How long the row of an object is stored that incomplete lists lack. */
export const FORGET_MS = 7 * 86_400_000;

/** One object as the database has it. */
export interface LedgerEntry<T> {
  item: T;
  digest: string;
  startedAt?: number;
  /** The lists that were read since then lack it, and are all incomplete. */
  missingSince?: number;
}

export interface Upsert<T> extends StoredObject {
  item: T;
  digest: string;
  before?: LedgerEntry<T>;
}

/** What a reading has that the database has not, and the other way round. */
export interface Difference<T> {
  upserts: Upsert<T>[];
  /** Gone for certain. */
  removed: LedgerEntry<T>[];
  /** Not in a list that is incomplete, for the first time. */
  missing: LedgerEntry<T>[];
  /** Missing for so long that its row only takes space. */
  forgotten: LedgerEntry<T>[];
}

/** Whether a database can have an id as a key: PostgreSQL limits their size, and refuses NUL. */
export function isKey(id: string): boolean {
  return id.length <= MAX_ID_LENGTH && !id.includes('\0');
}

export function emptyDifference<T>(): Difference<T> {
  return { upserts: [], removed: [], missing: [], forgotten: [] };
}

export function isEmpty(difference: object): boolean {
  return Object.values(difference).every(list => list.length === 0);
}

export function digestOf(document: string): string {
  return hash('md5', document, 'base64url');
}

export function hasMoved(
  a: number | undefined,
  b: number | undefined,
): boolean {
  if (a === undefined || b === undefined) return a !== b;
  return Math.abs(a - b) > START_TOLERANCE_MS;
}

/**
 * The objects of one kind of one cluster as the database has them, so that a reading that
 * changed nothing writes nothing.
 */
export class Ledger<T extends { id: string }> {
  readonly #entries = new Map<string, LedgerEntry<T>>();
  readonly #store: (item: T, at: number) => StoredObject;

  constructor(store: (item: T, at: number) => StoredObject) {
    this.#store = store;
  }

  get(id: string): LedgerEntry<T> | undefined {
    return this.#entries.get(id);
  }

  /** Takes over a row of the database. */
  load(row: StoredObject & Omit<LedgerEntry<T>, 'digest'>) {
    const { compared, document, ...entry } = row;
    const digest = digestOf(compared ?? document);
    this.#entries.set(entry.item.id, { ...entry, digest });
  }

  /** All objects but those that incomplete lists lack. */
  get present(): T[] {
    return [...this.#entries.values()]
      .filter(({ missingSince }) => missingSince === undefined)
      .map(({ item }) => item);
  }

  /** Forgets what the database has no more. */
  retain(ids: ReadonlySet<string>): void {
    for (const id of this.#entries.keys()) {
      if (!ids.has(id)) this.#entries.delete(id);
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  /**
   * Compares in slices, and changes nothing.
   *
   * @param options - `complete`: what is not listed does not exist; `at`: time of the reading
   */
  async compare(
    items: readonly T[],
    options: { complete: boolean; at: number },
  ): Promise<Difference<T>> {
    const { at, complete } = options;
    const difference = emptyDifference<T>();
    const seen = new Set<string>();
    await forEachSliced(items, item => {
      if (seen.has(item.id) || !isKey(item.id)) return;
      seen.add(item.id);
      const before = this.#entries.get(item.id);
      const { compared, document, startedAt } = this.#store(item, at);
      const digest = digestOf(compared ?? document);
      const isSame =
        before?.digest === digest &&
        before.missingSince === undefined &&
        !hasMoved(before.startedAt, startedAt);
      if (isSame) return;
      difference.upserts.push({ item, digest, document, startedAt, before });
    });
    await forEachSliced(this.#entries, ([id, entry]) => {
      if (seen.has(id)) return;
      if (complete) difference.removed.push(entry);
      else if (entry.missingSince === undefined) difference.missing.push(entry);
      else if (at - entry.missingSince > FORGET_MS) {
        difference.forgotten.push(entry);
      }
    });
    return difference;
  }

  /** The database has the difference now. */
  async apply(difference: Difference<T>, at: number): Promise<void> {
    const { forgotten, missing, removed, upserts } = difference;
    const entries = this.#entries;
    await forEachSliced(upserts, ({ item, digest, startedAt }) => {
      entries.set(item.id, { item, digest, startedAt });
    });
    for (const { item } of [...removed, ...forgotten]) entries.delete(item.id);
    for (const { item } of missing) {
      const entry = entries.get(item.id);
      if (entry) entry.missingSince = at;
    }
  }
}
