/** A text as a database can store it: PostgreSQL refuses NUL, and a platform may send one. */
export function toText(value: string): string;
export function toText(value: string | undefined): string | null;
export function toText(value: string | undefined): string | null {
  return value === undefined ? null : value.replaceAll('\0', '');
}
