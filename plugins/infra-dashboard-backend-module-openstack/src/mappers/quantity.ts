const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Nova's `ram` and `memory_mb` are MiB. */
export function fromMib(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value * MIB : undefined;
}

/** Nova's `disk` and `local_gb` are GiB. */
export function fromGib(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value * GIB : undefined;
}

/** A count. Negative ones mean "no limit" or "unknown", and are absent. */
export function count(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/**
 * Nova's times are UTC, with or without a time zone.
 *
 * @returns ISO 8601; undefined for an invalid time
 */
export function toUtc(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value) return undefined;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const at = Date.parse(hasZone ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** Drops keys without a value. */
export function known<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** Ids of Keystone and Nova come with or without dashes. */
export function normalizeId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}
