import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useFormat, type Format } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import type { Fact } from './FactList';
import { factTerms, type FactKey } from './factTerms';

/** Keys whose value is a number of bytes. */
const BYTES = /^ceph(Total|Used|Avail)$/;

const ABBREVIATIONS = /^(cpu|id|os|pve|uid|uuid)$/i;

/** `kernelVersion` → `Kernel version`; `systemUUID` → `System UUID`. */
export function toTerm(key: string): string {
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

function isNamed(key: string): key is FactKey {
  return Object.hasOwn(factTerms, key);
}

/**
 * Turns the slow facts of a cluster or node into a list. Keys that are not ours are those of
 * a platform, and are spelled out.
 */
export function useMetadataFacts() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  return (metadata: Record<string, string> | undefined): Fact[] =>
    Object.entries(metadata ?? {}).map(([key, value]) => ({
      term: isNamed(key) ? t(`fact.${key}`) : toTerm(key),
      value: toValue(key, value, format),
    }));
}
