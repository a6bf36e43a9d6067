import { InputError } from '@backstage/errors';

/** Where a page ended: the sort value and the identity of its last row. */
export type Position = [value: string | number | null, ...key: unknown[]];

/** PostgreSQL fails where a text holds it. */
const hasNul = (text: string) => text.includes('\0');

/** A cursor names the last row and no offset, so that rows may come and go between two pages. */
export function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * @param check - whether the key and the sort value have the shape that belongs to the list
 * @throws InputError where it is no cursor of this list
 */
export function readCursor(
  cursor: string,
  check: (key: unknown[], value: Position[0]) => boolean,
): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const position: unknown = JSON.parse(text);
    if (Array.isArray(position)) {
      const [value, ...key] = position;
      const isValue =
        value === null ||
        (typeof value === 'number' && Number.isFinite(value)) ||
        (typeof value === 'string' && !hasNul(value));
      const isKey = !key.some(one => typeof one === 'string' && hasNul(one));
      if (isValue && isKey && check(key, value)) return [value, ...key];
    }
  } catch {
    // Reported below.
  }
  throw new InputError('cursor: is not a cursor of this API');
}
