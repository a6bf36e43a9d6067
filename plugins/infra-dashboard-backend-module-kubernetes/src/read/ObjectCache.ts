import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ListResult } from '../client';
import { identifiedSchema, type WatchEvent } from '../schemas';

/** A row as it is kept between reads. */
export interface Kept<T> {
  /** The uid of the object. */
  key: string;
  /** What it is at a moment, in milliseconds since the epoch. */
  at: (now: number) => T;
}

/** The uids of listed objects that could not be mapped. */
export type InvalidUids = Set<string>;

/** The objects of one list, by uid, with the changes that a watch reports. */
export class ObjectRows<T> {
  readonly #keep: (row: unknown) => Kept<T> | undefined;
  #rows = new Map<string, Kept<T>>();
  #invalid: InvalidUids = new Set();
  /** Invalid objects that have not even a uid. */
  #unidentified = 0;
  #truncated = false;

  /** @param keep - undefined for an object that cannot be mapped */
  constructor(keep: (row: unknown) => Kept<T> | undefined) {
    this.#keep = keep;
  }

  /** How many objects are left out because they could not be mapped. */
  get skipped(): number {
    return this.#unidentified + this.#invalid.size;
  }

  /** True where the list was longer than what is read. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Maps an object of a list, and collects those that are invalid. */
  mapInto(invalid: InvalidUids): (row: unknown) => Kept<T> | undefined {
    return row => {
      const kept = this.#keep(row);
      const identified = kept ? undefined : identifiedSchema.safeParse(row);
      if (identified?.success) invalid.add(identified.data.metadata.uid);
      return kept;
    };
  }

  /** Replaces everything by what a list contains. */
  replace(list: ListResult<Kept<T>>, invalid: InvalidUids): void {
    this.#rows = new Map(list.items.map(row => [row.key, row]));
    this.#invalid = invalid;
    this.#unidentified = Math.max(list.skipped - invalid.size, 0);
    this.#truncated = list.truncated;
  }

  /** Applies one event of a watch. */
  apply({ object, type }: WatchEvent): void {
    const { uid } = object.metadata;
    if (type === 'BOOKMARK' || !uid) return;
    const row = type === 'DELETED' ? undefined : this.#keep(object);
    this.#invalid.delete(uid);
    if (row) {
      this.#rows.set(uid, row);
      return;
    }
    this.#rows.delete(uid);
    if (type !== 'DELETED') this.#invalid.add(uid);
  }

  clear(): void {
    this.#rows = new Map();
  }

  async itemsAt(now: number): Promise<T[]> {
    const items: T[] = [];
    await forEachSliced([...this.#rows.values()], row =>
      items.push(row.at(now)),
    );
    return items;
  }
}
