import { usePlatforms } from '../../hooks';
import { useFormat, type Format } from '../../format';
import type { Fact } from './FactList';
import { useFactTerm } from './useFactTerm';

function toValue(
  value: string,
  options: { key: string; unit?: 'bytes'; format: Format },
): string {
  const { format, key, unit } = options;
  if (unit === 'bytes' && Number.isFinite(Number(value))) {
    return format.bytes(Number(value));
  }
  return /At$/.test(key) && !Number.isNaN(Date.parse(value))
    ? format.dateTime(value)
    : value;
}

interface Described {
  provider: string;
  metadata?: Record<string, string>;
}

/** Turns the metadata of a cluster, node or workload into a list of facts. */
export function useMetadataFacts() {
  const term = useFactTerm();
  const format = useFormat();
  const platforms = usePlatforms();
  return (
    { metadata = {}, provider }: Described,
    options: { onlyHighlights?: boolean } = {},
  ): Fact[] => {
    const facts = platforms.get(provider)?.facts;
    return Object.entries(metadata)
      .filter(([key]) => !options.onlyHighlights || facts?.[key]?.isHighlight)
      .map(([key, value]) => ({
        term: term(provider, key),
        value: toValue(value, { key, format, unit: facts?.[key]?.unit }),
      }));
  };
}
