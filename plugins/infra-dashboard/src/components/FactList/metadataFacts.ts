import type { Format } from '../../format';
import type { Fact } from './FactList';

/** Keys whose value is a number of bytes. */
const BYTES = /^ceph(Total|Used|Avail)$/;

const ABBREVIATIONS = /^(cpu|id|os|pve|uid|uuid)$/i;

/** `kernelVersion` → `Kernel version`; `systemUUID` → `System UUID`. */
function toTerm(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .split(' ')
    .map(word =>
      ABBREVIATIONS.test(word) ? word.toUpperCase() : word.toLowerCase(),
    )
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function toValue(key: string, value: string, format: Format): string {
  if (BYTES.test(key) && Number.isFinite(Number(value))) {
    return format.bytes(Number(value));
  }
  return /At$/.test(key) && !Number.isNaN(Date.parse(value))
    ? format.dateTime(value)
    : value;
}

/**
 * The slow facts of a cluster or node. Their keys are those of the platform, so that they
 * are spelled out instead of translated.
 */
export function metadataFacts(
  metadata: Record<string, string> | undefined,
  format: Format,
): Fact[] {
  return Object.entries(metadata ?? {}).map(([key, value]) => ({
    term: toTerm(key),
    value: toValue(key, value, format),
  }));
}
