import type { ProviderEntry } from '../config';

/**
 * Identifies the settings of a connection; the place of an entry in the configuration may change.
 * An entry that cannot be serialized is its own key.
 */
export function fingerprint(entry: ProviderEntry): string | ProviderEntry {
  const {
    key: _key,
    list: _list,
    source: _source,
    owner: _owner,
    labels: _labels,
    ...rest
  } = entry;
  try {
    return JSON.stringify(rest);
  } catch {
    return entry;
  }
}
