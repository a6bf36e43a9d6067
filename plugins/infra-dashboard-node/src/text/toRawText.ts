/** What stands for a value that is left out. */
const HIDDEN = '…';

/** Larger objects are cut: nobody reads them, and they would be held by a cache. */
const MAX_LENGTH = 100_000;
const MAX_TEXT = 2_000;
const MAX_DEPTH = 20;
const MAX_ENTRIES = 500;

/**
 * Keys that are left out, since their values may be secret whatever they are: passwords and keys, what a machine is
 * started with, and free text in which people put either.
 */
const SECRET_KEY =
  /pass(word|wd|phrase)?$|password|secret|token|credential|private[-_]?key|ssh-?keys?|user[-_]?data|vendor[-_]?data|metadata_items|cloud[-_]?init|personality|^ci(custom|user|password)|^(args|command|description|exec|httpheaders|httpget|lxc|volumeattributes|fieldsv1|stringdata|binarydata|data|fault)$|authorization|cookie|api[-_]?key/i;

/** References to a secret by name are no secrets, and neither are these. */
const HARMLESS_KEY =
  /^(secretName|secretRef|secretKeyRef|tokenExpirationSeconds|automountServiceAccountToken|imagePullSecrets)$/;

/** What is left out as a whole: it is long, and says nothing about the object. */
const NOISE = new Set(['managedFields']);

/** Maps and lists of which the values are hidden and the keys are shown. */
const KEYS_ONLY = new Set(['annotations', 'env']);

function isLeftOut(key: string): boolean {
  if (KEYS_ONLY.has(key) || HARMLESS_KEY.test(key)) return false;
  return NOISE.has(key) || SECRET_KEY.test(key);
}

function hideValues(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map(one => {
      const { name, valueFrom } = (one ?? {}) as Record<string, unknown>;
      return {
        name: clean(name, depth + 1),
        ...(valueFrom !== undefined
          ? { valueFrom: clean(valueFrom, depth + 1) }
          : { value: HIDDEN }),
      };
    });
  }
  if (typeof value !== 'object' || value === null) return HIDDEN;
  const keys = Object.keys(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(keys.map(key => [key, HIDDEN]));
}

function cleanEntry(key: string, value: unknown, depth: number): unknown {
  if (KEYS_ONLY.has(key)) return hideValues(value, depth);
  // A container ends with whatever it wrote last.
  if (key === 'terminated' && typeof value === 'object' && value) {
    const { message, ...rest } = value as Record<string, unknown>;
    const shown = clean(rest, depth + 1) as object;
    return message === undefined ? shown : { ...shown, message: HIDDEN };
  }
  return clean(value, depth + 1);
}

function clean(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return HIDDEN;
  if (typeof value === 'string') {
    return value.length > MAX_TEXT
      ? `${value.slice(0, MAX_TEXT)}${HIDDEN}`
      : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map(one => clean(one, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isLeftOut(key))
      .slice(0, MAX_ENTRIES)
      .map(([key, one]) => [key, cleanEntry(key, one, depth)]),
  );
}

/**
 * An object of a platform as JSON for people, without what may be secret: passwords, keys,
 * values of environment variables and annotations, commands, cloud-init and user data.
 *
 * @public
 */
export function toRawText(object: unknown): string {
  const text = JSON.stringify(clean(object, 0), undefined, 2) ?? '';
  return text.length > MAX_LENGTH
    ? `${text.slice(0, MAX_LENGTH)}\n${HIDDEN}`
    : text;
}
