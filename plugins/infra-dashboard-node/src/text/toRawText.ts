/** What stands for a value that is left out. */
const HIDDEN = '…';

/** Larger objects are cut: no person reads so much, and a cache would hold them. */
const MAX_LENGTH = 100_000;
const MAX_TEXT = 2_000;
const MAX_DEPTH = 20;
const MAX_ENTRIES = 500;

/**
 * Keys that are left out, since their values may be secret whatever they are: passwords and keys,
 * what a machine is started with, and free text in which people put either.
 */
const SECRET_KEY =
  /pass(word|wd|phrase)?$|password|secret|token|credential|private[-_]?key|ssh-?keys?|user[-_]?data|vendor[-_]?data|metadata_items|cloud[-_]?init|personality|^ci(custom|user|password)|^smbios|^(args|command|description|entrypoint|exec|httpheaders|httpget|lxc|volumeattributes|fieldsv1|stringdata|binarydata|data|fault)$|authorization|cookie|api[-_]?key/i;

/** References to a secret by name are no secrets, and neither are these. */
const HARMLESS_KEY =
  /^(secretName|secretRef|secretKeyRef|tokenExpirationSeconds|automountServiceAccountToken|imagePullSecrets)$/;

/** What is left out as a whole: it is long, or an address of the platform. */
const NOISE = new Set(['managedFields', 'links', 'href', 'selfLink']);

/** Maps and lists of which the values are hidden and the keys are shown. */
const KEYS_ONLY = new Set(['annotations', 'env', 'environment', 'options']);

/** The user and password of a URL within a text. */
const USER_INFO = /:\/\/[^\s/?#@]{1,500}@/g;

/** Characters that may still be made, so that no object takes long. */
interface Budget {
  left: number;
}

function isLeftOut(key: string): boolean {
  if (KEYS_ONLY.has(key) || HARMLESS_KEY.test(key)) return false;
  return NOISE.has(key) || SECRET_KEY.test(key);
}

function cleanString(text: string, budget: Budget): string {
  const cut =
    text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}${HIDDEN}` : text;
  budget.left -= cut.length;
  return cut.replace(USER_INFO, `://${HIDDEN}@`);
}

/** The values of a list or an object, made one after the other while there is room. */
function cleanList<T>(list: T[], budget: Budget, make: (one: T) => unknown) {
  const made: unknown[] = [];
  for (const one of list) {
    if (made.length >= MAX_ENTRIES || budget.left <= 0) break;
    budget.left -= 1;
    made.push(make(one));
  }
  return made;
}

function hideValues(value: unknown, depth: number, budget: Budget): unknown {
  if (Array.isArray(value)) {
    return cleanList(value, budget, one => {
      const { name, valueFrom } = (one ?? {}) as Record<string, unknown>;
      return {
        name: clean(name, depth + 1, budget),
        ...(valueFrom !== undefined
          ? { valueFrom: clean(valueFrom, depth + 1, budget) }
          : { value: HIDDEN }),
      };
    });
  }
  if (typeof value !== 'object' || value === null) return HIDDEN;
  const keys = cleanList(Object.keys(value), budget, key =>
    cleanString(key, budget),
  );
  return Object.fromEntries(keys.map(key => [key, HIDDEN]));
}

function cleanObject(
  object: Record<string, unknown>,
  depth: number,
  budget: Budget,
): unknown {
  // What is set by name may be anything.
  const isSetting = typeof object.name === 'string' && 'value' in object;
  const keys = Object.keys(object).filter(key => !isLeftOut(key));
  const entries = cleanList(keys, budget, key => [
    cleanString(key, budget),
    isSetting && key === 'value'
      ? HIDDEN
      : cleanEntry(key, object[key], depth, budget),
  ]);
  return Object.fromEntries(entries as Array<[string, unknown]>);
}

function cleanEntry(
  key: string,
  value: unknown,
  depth: number,
  budget: Budget,
): unknown {
  if (KEYS_ONLY.has(key)) return hideValues(value, depth, budget);
  // A container ends with whatever it wrote last.
  if (key === 'terminated' && typeof value === 'object' && value) {
    const { message, ...rest } = value as Record<string, unknown>;
    const shown = clean(rest, depth + 1, budget) as object;
    return message === undefined ? shown : { ...shown, message: HIDDEN };
  }
  return clean(value, depth + 1, budget);
}

function clean(value: unknown, depth: number, budget: Budget): unknown {
  if (depth > MAX_DEPTH || budget.left <= 0) return HIDDEN;
  if (typeof value === 'string') return cleanString(value, budget);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? cleanList(value, budget, one => clean(one, depth + 1, budget))
    : cleanObject(value as Record<string, unknown>, depth, budget);
}

/**
 * An object of a platform as JSON for people, without what may be secret: passwords, keys,
 * values of environment variables, annotations and settings, commands, cloud-init, user data,
 * and addresses of the platform.
 *
 * @public
 */
export function toRawText(object: unknown): string {
  const shown = clean(object, 0, { left: MAX_LENGTH });
  const text = JSON.stringify(shown, undefined, 2) ?? '';
  return text.length > MAX_LENGTH
    ? `${text.slice(0, MAX_LENGTH)}\n${HIDDEN}`
    : text;
}
