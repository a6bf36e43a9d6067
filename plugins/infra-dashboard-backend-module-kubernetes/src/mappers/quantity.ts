import { isPlausible } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** An exact amount in billionths, the smallest step of Kubernetes. */
export type Nanos = bigint;

const NANO_DIGITS = 9;

/** Powers of ten of the decimal suffixes; kilo is a small `k`. */
const DECIMAL: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of 1024 of the binary suffixes. */
const BINARY: Record<string, number> = {
  Ki: 1,
  Mi: 2,
  Gi: 3,
  Ti: 4,
  Pi: 5,
  Ei: 6,
};

const QUANTITY =
  /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eE])([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/** Longer texts are no amounts that a server hands out, and cost time to compute with. */
const MAX_LENGTH = 64;
const MAX_EXPONENT = 64;

/**
 * Parses a Kubernetes quantity (`500m`, `1.5Gi`, `129e6`, `5.`, `107374182400m`) exactly:
 * sums of them pass what a double holds, and a node's `0.1Gi` is no whole number of bytes.
 *
 * What is smaller than a billionth rounds up, as it does on the server.
 *
 * @returns undefined for what is no quantity, for negative ones, which no resource has, and for
 *   amounts that no cluster has, which would make sums useless
 */
export function parseQuantity(value: unknown): Nanos | undefined {
  const amount = parseNanos(value);
  return amount !== undefined && isPlausible(toNumber(amount))
    ? amount
    : undefined;
}

function parseNanos(value: unknown): Nanos | undefined {
  if (typeof value === 'number') return parseNanos(String(value));
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  const match = QUANTITY.exec(value.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', bare = '', e, exponent, suffix] =
    match;
  const decimals = fraction + bare;
  const digits = BigInt(whole + decimals);
  if (sign === '-' && digits > 0n) return undefined;
  const power = e ? Number(exponent) : DECIMAL[suffix ?? ''] ?? 0;
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const scaled = digits * 1024n ** BigInt(BINARY[suffix ?? ''] ?? 0);
  const shift = NANO_DIGITS + power - decimals.length;
  if (shift >= 0) return scaled * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (scaled + divisor - 1n) / divisor;
}

/** The amount as a number: cores or bytes. Exact up to 2^53, else the nearest double. */
export function toNumber(nanos: Nanos): number;
export function toNumber(nanos: Nanos | undefined): number | undefined;
export function toNumber(nanos: Nanos | undefined): number | undefined {
  if (nanos === undefined) return undefined;
  const whole = nanos / 1_000_000_000n;
  const rest = nanos % 1_000_000_000n;
  // One division of exact numbers where both fit, so that 3 × 100m is 0.3.
  return nanos <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(nanos) / 1e9
    : Number(whole) + Number(rest) / 1e9;
}

/** The amount as whole bytes, rounded up as the scheduler does. */
export function toBytes(nanos: Nanos | undefined): number | undefined {
  return nanos === undefined
    ? undefined
    : toNumber(((nanos + 999_999_999n) / 1_000_000_000n) * 1_000_000_000n);
}
