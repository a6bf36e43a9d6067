/** The value of a key of a guest's configuration: `virtio=BC:24:…,bridge=vmbr0`. */
export interface PropertyString {
  /** The part without a key, such as the volume of a disk. */
  first?: string;
  values: Map<string, string>;
}

/** More options than any device has. */
const MAX_OPTIONS = 50;

export function parseProperties(value: unknown): PropertyString {
  const values = new Map<string, string>();
  let first: string | undefined;
  const text = typeof value === 'string' ? value : '';
  for (const option of text.split(',').slice(0, MAX_OPTIONS)) {
    const at = option.indexOf('=');
    if (at < 0) first ??= option;
    else values.set(option.slice(0, at), option.slice(at + 1));
  }
  return { ...(first && { first }), values };
}

const UNITS: Record<string, number> = { '': 0, K: 1, M: 2, G: 3, T: 4 };

/** Bytes of a size such as `32G`. */
export function parseSize(text: string | undefined): number | undefined {
  const [, amount, unit] =
    /^(\d{1,9}(?:\.\d+)?)([KMGT]?)$/.exec(text ?? '') ?? [];
  return amount === undefined
    ? undefined
    : Math.round(Number(amount) * 1024 ** UNITS[unit]);
}
