const HEX = /^[0-9a-f]{32}$/;

/** Placeholders of boards without a UUID of their own; these repeat. */
const PLACEHOLDERS = /^(0{32}|f{32}|03000200040005000006000700080009)$/;

/** A UUID in lower case without dashes; undefined for an invalid one or a placeholder. */
export function normalizeUuid(text: string | undefined): string | undefined {
  const hex = text?.trim().replaceAll('-', '').toLowerCase();
  return hex && HEX.test(hex) && !PLACEHOLDERS.test(hex) ? hex : undefined;
}

/**
 * The same UUID as firmware writes it that treats its first three fields as little-endian
 * numbers.
 */
export function swapUuid(hex: string): string {
  const bytes = hex.match(/../g)!;
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return order.map(index => bytes[index]).join('');
}
