import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ObjectList } from '../mappers/ObjectList';
import { identifiedSchema } from '../schemas';
import type { WatchEvent } from './watchEvent';

/** An object as it is cached between reads. */
export interface CachedObject<T> {
  uid: string;
  /** What it is at a moment on the clock of the server, in milliseconds since the epoch. */
  at: (now: number) => T;
}

/** As many as a list has at most; a watch that reports more is not followed. */
const MAX_OBJECTS = 100_000;

/** The uids of listed objects that could not be mapped. */
export type InvalidUids = Set<string>;

/** The objects of one list, by uid, with the changes that a watch reports. */
export class ObjectCache<T> {
  readonly #cache: (row: unknown) => CachedObject<T> | undefined;
  #objects = new Map<string, CachedObject<T>>();
  #invalid: InvalidUids = new Set();
  /** Invalid objects that have not even a uid. */
  #unidentified = 0;
  #truncated = false;

  /** @param cache - undefined for an object that cannot be mapped */
  constructor(cache: (row: unknown) => CachedObject<T> | undefined) {
    this.#cache = cache;
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
  mapInto(invalid: InvalidUids): (row: unknown) => CachedObject<T> | undefined {
    return row => {
      const cached = this.#cache(row);
      const identified = cached ? undefined : identifiedSchema.safeParse(row);
      if (identified?.success) invalid.add(identified.data.metadata.uid);
      return cached;
    };
  }

  /** Replaces everything by what a list contains. */
  replace(list: ObjectList<CachedObject<T>>, invalid: InvalidUids): void {
    this.#objects = new Map(list.items.map(object => [object.uid, object]));
    this.#invalid = invalid;
    this.#unidentified = Math.max(list.skipped - invalid.size, 0);
    this.#truncated = list.truncated;
  }

  /** Applies one event of a watch. What exceeds the limit is left out, as in a list. */
  apply({ object, type }: WatchEvent): void {
    const { uid } = object.metadata;
    if (type === 'BOOKMARK' || !uid) return;
    const isKnown = this.#objects.has(uid) || this.#invalid.has(uid);
    const count = this.#objects.size + this.#invalid.size;
    if (!isKnown && type !== 'DELETED' && count >= MAX_OBJECTS) {
      this.#truncated = true;
      return;
    }
    const row = type === 'DELETED' ? undefined : this.#cache(object);
    this.#invalid.delete(uid);
    if (row) {
      this.#objects.set(uid, row);
      return;
    }
    this.#objects.delete(uid);
    if (type !== 'DELETED') this.#invalid.add(uid);
  }

  clear(): void {
    this.#objects = new Map();
  }

  async itemsAt(now: number): Promise<T[]> {
    const items: T[] = [];
    await forEachSliced([...this.#objects.values()], row =>
      items.push(row.at(now)),
    );
    return items;
  }
}
