import type { KnownGuest } from '../mappers/ClusterParts';
import { guestKey, hasNoDetails } from '../mappers/resource';
import type { Resource } from '../schemas';

interface CachedGuest extends KnownGuest {
  /** When it was first missing from a list, in milliseconds since the epoch. */
  missingSince?: number;
}

/** A guest that is missing from all lists for so long is removed, complete or not. */
const MAX_MISSING_MS = 3_600_000;

/**
 * Name and size of guests for the time in which PVE does not know them, and since when they are
 * locked, which PVE does not report. A guest that is missing from a complete list is removed: a
 * new guest may get its number.
 */
export class GuestCache {
  #guests: ReadonlyMap<string, CachedGuest> = new Map();

  /** By the key of the guest. It does not change, updates make another one. */
  get guests(): ReadonlyMap<string, KnownGuest> {
    return this.#guests;
  }

  /** Whether a guest of the last list is missing from this one. */
  hasMore(guests: Resource[]): boolean {
    const listed = new Set(guests.map(guestKey));
    return [...this.#guests].some(
      ([key, { missingSince }]) =>
        missingSince === undefined && !listed.has(key),
    );
  }

  /** Takes over what was stored of guests, for those that are not known yet. */
  recall(guests: ReadonlyMap<string, KnownGuest>): void {
    this.#guests = new Map([...guests, ...this.#guests]);
  }

  /** @param options - `retainOthers`: the list may be incomplete */
  update(
    guests: Resource[],
    now: number,
    options: { retainOthers: boolean } = { retainOthers: false },
  ): void {
    const updated = new Map<string, CachedGuest>();
    for (const row of guests) {
      const key = guestKey(row);
      const known = this.#guests.get(key);
      const { name, maxcpu, maxmem, maxdisk, template, status } =
        known && hasNoDetails(row) ? known : row;
      const { lock } = row;
      updated.set(key, {
        name,
        maxcpu,
        maxmem,
        maxdisk,
        template,
        status,
        lock,
        ...(lock && {
          lockedSince: known?.lock === lock ? known?.lockedSince : now,
        }),
      });
    }
    if (options.retainOthers) {
      for (const [key, known] of this.#guests) {
        const { missingSince = now } = known;
        if (!updated.has(key) && now - missingSince < MAX_MISSING_MS) {
          updated.set(key, { ...known, missingSince });
        }
      }
    }
    this.#guests = updated;
  }

  /** Whether the list has exactly the guests of the last one. */
  isUnchanged(guests: Resource[]): boolean {
    const listed = [...this.#guests.values()].filter(
      ({ missingSince }) => missingSince === undefined,
    );
    return (
      guests.length === listed.length &&
      guests.every(row => {
        const known = this.#guests.get(guestKey(row));
        if (!known || known.missingSince !== undefined) return false;
        return row.name === undefined || row.name === known.name;
      })
    );
  }

  /** Whether any guest has the same name as before; undefined without guests to compare. */
  recognizes(guests: Resource[]): boolean | undefined {
    const pairs = guests
      .map(row => [row.name, this.#guests.get(guestKey(row))?.name])
      .filter(([name]) => name !== undefined);
    if (pairs.length === 0 || this.#guests.size === 0) return undefined;
    return pairs.some(([name, known]) => name === known);
  }
}
