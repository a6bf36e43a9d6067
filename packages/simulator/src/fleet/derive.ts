import { createHash } from 'node:crypto';

type Words = Array<string | number>;

/** A hexadecimal digest that is the same for the same words, always. */
export function digest(...words: Words): string {
  return createHash('sha256').update(words.join('\n')).digest('hex');
}

/** A UUID out of words, so that ids are stable over restarts. */
export function uuid(...words: Words): string {
  const hex = digest(...words);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A number 0..1 out of words. */
export function fraction(...words: Words): number {
  return parseInt(digest(...words).slice(0, 8), 16) / 0xffffffff;
}

/** A private IPv4 address out of words. */
export function address(...words: Words): string {
  const hex = digest(...words);
  const part = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return `10.${part(0)}.${part(2)}.${(part(4) % 253) + 1}`;
}

/** Six bytes of hardware address out of words, after the prefix of a platform. */
export function mac(prefix: string, ...words: Words): string {
  const hex = digest(...words);
  return [prefix, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6)].join(':');
}

/** Letters and digits as Kubernetes puts behind the names of pods. */
export function suffix(length: number, ...words: Words): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [
    ...digest(...words)
      .slice(0, length * 2)
      .matchAll(/../g),
  ]
    .map(([pair]) => alphabet[parseInt(pair, 16) % alphabet.length])
    .join('');
}

/** Input of the numbers of a fleet, in addition to the fleet itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: number;
  /** True: usage stays as defined. */
  frozen: boolean;
}

const PERIOD_MS = 180_000;

/** A load that swings by a tenth over some minutes, each object in its own rhythm. */
export function drift(load: number, name: string, clock: Clock): number {
  if (clock.frozen) return load;
  const phase = fraction(name) * 2 * Math.PI;
  const swing = Math.sin((clock.now / PERIOD_MS) * 2 * Math.PI + phase);
  return Math.min(1, Math.max(0, load * (1 + 0.15 * swing)));
}
