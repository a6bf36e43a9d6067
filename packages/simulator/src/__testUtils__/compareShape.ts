/** The shape of the values at one path: their JSON types and their content. */
interface Shape {
  types: Set<string>;
  /** Number of objects, to determine the keys that all of them have. */
  objects: number;
  keys: Map<string, { shape: Shape; seen: number }>;
  item?: Shape;
}

export interface CompareOptions {
  /** Paths of objects with data as keys, such as labels. */
  maps?: RegExp;
  /** Paths that the recording happens to lack. */
  unrecorded?: RegExp;
  /** Paths that all recorded objects have by chance. */
  optional?: RegExp;
}

const newShape = (): Shape => ({
  types: new Set(),
  objects: 0,
  keys: new Map(),
});

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function keyOf(path: string, key: string, maps: RegExp | undefined): string {
  return maps?.test(path) ? '*' : key;
}

function learn(
  shape: Shape,
  value: unknown,
  path: string,
  options: CompareOptions,
): void {
  shape.types.add(typeOf(value));
  if (Array.isArray(value)) {
    shape.item ??= newShape();
    for (const one of value) learn(shape.item, one, `${path}[]`, options);
  } else if (value && typeof value === 'object') {
    shape.objects += 1;
    for (const [name, one] of Object.entries(value)) {
      const key = keyOf(path, name, options.maps);
      const known = shape.keys.get(key) ?? { shape: newShape(), seen: 0 };
      known.seen += 1;
      shape.keys.set(key, known);
      learn(known.shape, one, `${path}.${key}`, options);
    }
  }
}

function check(
  shape: Shape,
  value: unknown,
  path: string,
  options: CompareOptions,
): string[] {
  const type = typeOf(value);
  if (!shape.types.has(type)) {
    return [`${path}: ${type} instead of ${[...shape.types].join(' or ')}`];
  }
  if (Array.isArray(value)) {
    // Nothing is known of the items of lists that were empty.
    if (!shape.item || shape.item.types.size === 0) return [];
    return value.flatMap(one => check(shape.item!, one, `${path}[]`, options));
  }
  if (!value || typeof value !== 'object') return [];
  const found: string[] = [];
  for (const [name, one] of Object.entries(value)) {
    const key = keyOf(path, name, options.maps);
    const at = `${path}.${key}`;
    const known = shape.keys.get(key);
    if (known) found.push(...check(known.shape, one, at, options));
    else if (!options.unrecorded?.test(at)) found.push(`${at}: unknown field`);
  }
  for (const [key, { seen }] of shape.keys) {
    const at = `${path}.${key}`;
    const isRequired = key !== '*' && seen === shape.objects;
    if (isRequired && !(key in value) && !options.optional?.test(at)) {
      found.push(`${at}: missing`);
    }
  }
  return found;
}

/**
 * Differences between a response and the recorded one: fields, and the JSON types of their
 * values. A field is required if all recorded objects at its path have it.
 */
export function compareShape(
  actual: unknown,
  recorded: unknown,
  options: CompareOptions = {},
): string[] {
  const shape = newShape();
  learn(shape, recorded, '', options);
  return [...new Set(check(shape, actual, '', options))].sort();
}
