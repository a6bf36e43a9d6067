import { InputError } from '@backstage/errors';

/** Keys that are compared with one of several words. */
const WORD_KEYS = [
  'cluster',
  'health',
  'label',
  'name',
  'namespace',
  'node',
  'owner',
  'platform',
  'status',
  'tag',
  'type',
] as const;

/** Keys that are compared with a number; the unit of the number, if it has one. */
const NUMBER_KEYS = {
  age: 'duration',
  cpu: 'percent',
  memory: 'percent',
  restarts: 'count',
  uptime: 'duration',
} as const;

type WordKey = (typeof WORD_KEYS)[number];
type NumberKey = keyof typeof NUMBER_KEYS;

export type SearchOperator = '>' | '>=' | '<' | '<=';

/** One condition of a search; all have to hold. */
export type SearchTerm =
  /** A word that the text of a workload contains, lower case. */
  | { kind: 'text'; text: string }
  | { kind: 'words'; key: WordKey; values: string[] }
  /** Seconds, percent or a count. */
  | {
      kind: 'number';
      key: NumberKey;
      operator: SearchOperator;
      value: number;
    };

const SHORT_KEYS: Record<string, WordKey | NumberKey> = {
  mem: 'memory',
  ns: 'namespace',
  pool: 'namespace',
  project: 'namespace',
  provider: 'platform',
};

const SECONDS: Record<string, number> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

/** A word with its quotes, in which spaces count. */
const TOKEN = /(?:"[^"]*"|[^\s"])+/g;

const KEYED = /^([a-z]+)(:|[<>]=?)(.+)$/i;

/** More than any age in seconds; a larger number fits into no column. */
const MAX_NUMBER = 1e12;

const unquote = (text: string) => text.replace(/"/g, '');

function fail(reason: string): never {
  throw new InputError(`q: ${reason}`);
}

function toKey(word: string): WordKey | NumberKey {
  const lower = word.toLowerCase();
  const key = SHORT_KEYS[lower] ?? lower;
  const isKey =
    (WORD_KEYS as readonly string[]).includes(key) ||
    Object.hasOwn(NUMBER_KEYS, key);
  if (!isKey) {
    const known = [...WORD_KEYS, ...Object.keys(NUMBER_KEYS)].sort();
    fail(
      `'${word}' is not a search key. Keys: ${known.join(
        ', ',
      )}. Quote a word that contains a colon`,
    );
  }
  return key as WordKey | NumberKey;
}

function toNumber(key: NumberKey, text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-z%]?)$/i.exec(text) ?? [];
  const kind = NUMBER_KEYS[key];
  const value = Math.min(Number(digits), MAX_NUMBER);
  if (digits !== undefined) {
    if (kind === 'duration' && Object.hasOwn(SECONDS, unit)) {
      return Math.min(value * SECONDS[unit], MAX_NUMBER);
    }
    if (kind === 'percent' && /^%?$/.test(unit)) return value;
    if (kind === 'count' && unit === '') return value;
  }
  const example = { duration: '1h', percent: '90', count: '3' }[kind];
  return fail(`'${text}' is not a value of ${key}, as in ${key}>${example}`);
}

/** Commas separate values, but not within quotes. */
function toValues(text: string): string[] {
  const values = text.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
  return values.map(unquote).filter(Boolean);
}

function toTerm(token: string): SearchTerm {
  const keyed = KEYED.exec(token);
  // An IPv6 address has no key.
  if (!keyed || (keyed[2] === ':' && keyed[3].startsWith(':'))) {
    return { kind: 'text', text: unquote(token).toLowerCase() };
  }
  const [, word, operator, value] = keyed;
  const key = toKey(word);
  const isNumber = Object.hasOwn(NUMBER_KEYS, key);
  if (isNumber !== (operator !== ':')) {
    fail(`'${word}' is used as ${isNumber ? `${word}>…` : `${word}:…`}`);
  }
  return isNumber
    ? {
        ...{ kind: 'number', key: key as NumberKey },
        operator: operator as SearchOperator,
        value: toNumber(key as NumberKey, value),
      }
    : { kind: 'words', key: key as WordKey, values: toValues(value) };
}

/**
 * The conditions of a search such as `type:vm tag:prod mem>90 age<1h owner:none "two words"`.
 *
 * @throws InputError where a key or value is unknown; it names it
 */
export function parseSearch(q: string | undefined): SearchTerm[] {
  const tokens = q?.match(TOKEN) ?? [];
  return tokens.map(toTerm).filter(term =>
    // Two quotes with nothing between them.
    term.kind === 'text' ? term.text : true,
  );
}
