import {
  cleanText,
  parseJson,
  parseList,
  ProviderFailure,
  readPem,
  toRawText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { InputError } from '@backstage/errors';
import { toChange, type ChangeRow } from '../changes/storedChange';
import { fillPromql, parsePromql } from '../history/prometheus/promqlTemplate';
import { readResponse } from '../history/prometheus/readResponse';
import { readCursor } from '../inventory/query/cursor';
import { parseSearch } from '../inventory/query/parseSearch';
import { readOwners } from '../inventory/query/readFilters';
import { normalizeRef } from '../ownership';
import { compileGlob } from '../ownership/compileGlob';
import { parseLabelSelector } from '../ownership/labelSelector';
import { createRandom } from '../permissions/__testUtils__/createPolicy';

/** More of them find more. */
const ROUNDS = Number(process.env.PARSER_ROUNDS ?? 3_000);

/** Pieces of what the parsers read, and what breaks parsers. */
const PIECES = [
  ...['{', '}', '[', ']', '(', ')', '"', "'", '`', '\\', ',', ':', '=', '!='],
  ...['%', '_', '*', '**', '?', '$', '{value}', '{{', '${a}', '#', '/', '..'],
  ...['null', 'true', '1e999', '-0', 'NaN', '0x1', '9'.repeat(400), '1e-7'],
  ...['__proto__', 'constructor', 'toString', 'group:', 'default/', 'none'],
  ...['name:', 'age>', '1d', 'cpu<=', ' in (', ' notin ', '{node}', '=~'],
  ...['\0', '\n', '\r', '\t', '\u202e', '\ud800', '\udfff', '😀', 'İ', 'ß'],
  ...['"data":', '"result":', '"values":', '"status":"success"', '[1,"2"]'],
  ...['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', 'MII'],
];

/** Each parser with the failures that its callers expect of it. */
const PARSERS: Record<
  string,
  { parse: (text: string) => unknown; fails?: new (...args: any[]) => Error }
> = {
  'JSON of a platform': {
    parse: text => parseJson(text, 'Platform'),
    fails: ProviderFailure,
  },
  'a list of a platform': {
    parse: text => parseList(text, { label: 'Platform', key: 'data' }),
    fails: ProviderFailure,
  },
  'a response of Prometheus': {
    parse: text => readResponse({ status: 200, text }, 'cpu'),
    fails: ProviderFailure,
  },
  'an error of Prometheus': {
    parse: text => readResponse({ status: 422, text }, 'cpu'),
    fails: ProviderFailure,
  },
  'a cursor': {
    parse: text => readCursor(text, () => true),
    fails: InputError,
  },
  'what a cursor holds': {
    parse: text =>
      readCursor(Buffer.from(text).toString('base64url'), () => true),
    fails: InputError,
  },
  'a search': { parse: parseSearch, fails: InputError },
  'owners of a filter': {
    parse: text => readOwners(text.split(',')),
    fails: InputError,
  },
  'an entity reference': {
    parse: text => normalizeRef(text, { kind: 'component' }),
  },
  'a label selector': { parse: parseLabelSelector },
  'a pattern, and what it is compared with': {
    parse: text => compileGlob(text, /\*/)(`${text}${text}`),
  },
  'a query template': {
    parse: text => fillPromql(parsePromql(text), { node: text } as any),
    fails: Error,
  },
  'a stored change': {
    parse: text => toChange({ id: 1, at: 1, document: text } as ChangeRow),
  },
  'a text of a platform': { parse: text => cleanText(text) },
  'a certificate': { parse: readPem },
  'an object as text': { parse: text => toRawText({ [text]: [text, text] }) },
};

describe('parsers of what others write', () => {
  it.each(Object.entries(PARSERS))(
    'fail as their callers expect, or not at all: %s',
    async (_, { parse, fails }) => {
      const random = createRandom(20_261_127);
      const found: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const text = Array.from({ length: 1 + random(12) }, () =>
          random(20) === 0
            ? PIECES[random(PIECES.length)].repeat(random(200))
            : PIECES[random(PIECES.length)],
        ).join('');
        try {
          const result = await parse(text);
          const size = JSON.stringify(result ?? null)?.length ?? 0;
          if (size > 10 * text.length + 10_000) found.push(`${size}: ${text}`);
        } catch (error) {
          const isDefect =
            error instanceof TypeError || error instanceof RangeError;
          if (isDefect || !fails || !(error instanceof fails)) {
            found.push(`${error}: ${JSON.stringify(text)}`);
          }
        }
      }
      expect(found.slice(0, 3)).toEqual([]);
      expect(({} as Record<string, unknown>).value).toBeUndefined();
    },
  );
});
