import type { Resource } from '../schemas';

/** What is known of a guest from when PVE knew it in full. */
export interface KnownGuest {
  name?: string;
  maxcpu?: number;
  maxmem?: number;
  maxdisk?: number;
  template?: number;
  /** Status at that time. */
  status?: string;
  lock?: string;
  /** When the lock was first seen, in milliseconds since the epoch. */
  lockedSince?: number;
  /** When it was first missing from a list, in milliseconds since the epoch. */
  missingSince?: number;
}

/** A guest that no list has had for so long is forgotten, whatever the lists are worth. */
const KEEP_MISSING_MS = 3_600_000;

const keyOf = ({ type, vmid }: Resource) => `${type}/${vmid}`;

/** Whether PVE has forgotten the guest but for its number: it does five minutes after its node died. */
export function isBare({ name, maxcpu, maxmem }: Resource): boolean {
  return name === undefined && maxcpu === undefined && maxmem === undefined;
}

/**
 * Name and size of guests, kept over the time in which PVE does not know them, and since
 * when they are locked, which PVE does not tell. A guest that is missing from a complete list
 * is forgotten: its number may come back as another guest (P10).
 */
export class GuestCache {
  #known = new Map<string, KnownGuest>();

  /** Whether a guest that was there before is not listed any more. */
  misses(guests: Resource[]): boolean {
    const listed = new Set(guests.map(keyOf));
    return [...this.#known].some(
      ([key, { missingSince }]) =>
        missingSince === undefined && !listed.has(key),
    );
  }

  /** @param options - `keepOthers`: the list may be incomplete */
  update(
    guests: Resource[],
    now: number,
    options: { keepOthers: boolean } = { keepOthers: false },
  ): void {
    const before = this.#known;
    this.#known = new Map();
    for (const row of guests) {
      const key = keyOf(row);
      const known = before.get(key);
      const { name, maxcpu, maxmem, maxdisk, template, status } =
        known && isBare(row) ? known : row;
      this.#known.set(key, {
        name,
        maxcpu,
        maxmem,
        maxdisk,
        template,
        status,
        lock: row.lock,
        ...(row.lock && {
          lockedSince: known?.lock === row.lock ? known?.lockedSince : now,
        }),
      });
    }
    if (!options.keepOthers) return;
    for (const [key, known] of before) {
      const { missingSince = now } = known;
      if (!this.#known.has(key) && now - missingSince < KEEP_MISSING_MS) {
        this.#known.set(key, { ...known, missingSince });
      }
    }
  }

  /** Whether exactly these guests were there the last time. */
  isUnchanged(guests: Resource[]): boolean {
    const listed = [...this.#known.values()].filter(
      ({ missingSince }) => missingSince === undefined,
    );
    return (
      guests.length === listed.length &&
      guests.every(row => {
        const known = this.#known.get(keyOf(row));
        if (!known || known.missingSince !== undefined) return false;
        return row.name === undefined || row.name === known.name;
      })
    );
  }

  /** Whether any guest still has the name that it had; undefined: there is none to compare. */
  recognizes(guests: Resource[]): boolean | undefined {
    const pairs = guests
      .map(row => [row.name, this.#known.get(keyOf(row))?.name])
      .filter(([name]) => name !== undefined);
    if (pairs.length === 0 || this.#known.size === 0) return undefined;
    return pairs.some(([name, known]) => name === known);
  }

  find(guest: Resource): KnownGuest | undefined {
    return this.#known.get(keyOf(guest));
  }
}
