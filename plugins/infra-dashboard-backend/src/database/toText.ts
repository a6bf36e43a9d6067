/** A text as a database can store it: PostgreSQL refuses NUL, and a platform may send one. */
export function toText(value: string): string;
export function toText(value: string | undefined): string | null;
export function toText(value: string | undefined): string | null {
  if (value === undefined) return null;
  // Hardly any has one, and to look for it takes a third of the time.
  return value.includes('\0') ? value.replaceAll('\0', '') : value;
}
