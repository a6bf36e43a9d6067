/** Rows that are made at once; a platform may have made each of them large. */
const MANY = 50;

type Holder = Record<string, unknown>;

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isLong(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > MANY || value.some(isLong);
  return (
    isHolder(value) &&
    Object.values(value).some(one => Array.isArray(one) && isLong(one))
  );
}

function* partsOf(value: unknown): Generator<string> {
  if (!isLong(value)) {
    yield JSON.stringify(value) ?? 'null';
  } else if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      yield index === 0 ? '[' : ',';
      yield* partsOf(one);
    }
    yield ']';
  } else {
    let before = '{';
    for (const [key, one] of Object.entries(value as Holder)) {
      if (one === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* partsOf(one);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}

/** The JSON of a value in parts; undefined where nothing in it is long. */
export function toJsonParts(value: unknown): Generator<string> | undefined {
  return isLong(value) ? partsOf(value) : undefined;
}
