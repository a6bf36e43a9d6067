/** `2.88` as numbers, since 2.9 is older than 2.10. */
export interface Microversion {
  major: number;
  minor: number;
}

/** Parses `2.88`. Undefined for anything else, such as the empty one of Nova's v2.0. */
export function parseMicroversion(value: unknown): Microversion | undefined {
  const match =
    typeof value === 'string' ? /^(\d{1,3})\.(\d{1,5})$/.exec(value) : null;
  return match
    ? { major: Number(match[1]), minor: Number(match[2]) }
    : undefined;
}

export function formatMicroversion(version: Microversion): string {
  return `${version.major}.${version.minor}`;
}

/** Negative if `a` is older. */
function compareMicroversions(a: Microversion, b: Microversion): number {
  return a.major - b.major || a.minor - b.minor;
}

/** Whether `version` is `floor` or newer. Undefined is older than all. */
export function isAtLeast(
  version: Microversion | undefined,
  floor: string,
): boolean {
  const parsed = parseMicroversion(floor);
  return Boolean(
    version && parsed && compareMicroversions(version, parsed) >= 0,
  );
}

/** The older of two versions. */
export function lower(a: Microversion, b: Microversion): Microversion {
  return compareMicroversions(a, b) <= 0 ? a : b;
}
