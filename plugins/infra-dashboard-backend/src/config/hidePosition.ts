import {
  coreMessage,
  toIssue,
  type ConfigIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from './types';

/**
 * An issue of an entry for callers who may not see every provider: where an entry is in the
 * configuration would tell how many hidden ones are before it.
 */
export function hidePosition(
  { key: place, list }: Pick<ProviderEntry, 'key' | 'list'>,
  { line: _line, ...issue }: ConfigIssue,
): ConfigIssue {
  const key =
    list !== undefined && issue.key.startsWith(place)
      ? `${list}[…]${issue.key.slice(place.length)}`
      : issue.key;
  if (issue.messageCode !== 'name-taken') return { ...issue, key };
  const { name = '' } = issue.params ?? {};
  return {
    ...issue,
    ...toIssue(key, coreMessage('name-taken-elsewhere', { name })),
  };
}
