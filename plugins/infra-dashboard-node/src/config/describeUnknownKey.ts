import leven from 'leven';

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
 * @public
 */
export function describeUnknownKey(
  key: string,
  known: readonly string[],
): string {
  const shown = key.slice(0, MAX_LENGTH);
  const nearest = findNearestKey(key, known);
  return nearest
    ? `unknown key '${shown}'; did you mean '${nearest}'?`
    : `unknown key '${shown}'; known keys are ${[...known].sort().join(', ')}`;
}
