import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import leven from 'leven';
import { coreMessage } from '../messages';

const MAX_LENGTH = 60;

/** The known key that an unknown key most likely means. @public */
export function findNearestKey(
  key: string,
  known: readonly string[],
): string | undefined {
  const word = key.slice(0, MAX_LENGTH).toLowerCase();
  const [best] = known
    .map(name => ({ name, distance: leven(word, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const limit = Math.max(2, Math.floor(word.length / 3));
  return best && best.distance <= limit ? best.name : undefined;
}

/**
 * Describes an unknown key and the one that was probably meant.
 *
 * @param known - all known keys; none where they are not known
 * @public
 */
export function describeUnknownKey(
  key: string,
  known: readonly string[],
): Message {
  const name = key.slice(0, MAX_LENGTH);
  if (known.length === 0) return coreMessage('unknown-key', { name });
  const nearest = findNearestKey(key, known);
  return nearest
    ? coreMessage('unknown-key-nearest', { name, nearest })
    : coreMessage('unknown-key-known', {
        name,
        known: [...known].sort().join(', '),
      });
}
