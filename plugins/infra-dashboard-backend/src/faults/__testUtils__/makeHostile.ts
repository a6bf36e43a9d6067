/** A row with a text of this length is as long as what an API accepts at most. */
const LONG = 300_000;

const TAGS = Array.from({ length: 100_000 }, (_, index) => `t${index}`);

/** Starts a new line, reverses the direction and rings a bell. */
const CONTROL = '\n\u202e\u0007';

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts that say what a row is; a row in which they are wrong is no row at all. */
const TYPES = new Set(['type', 'kind', 'apiVersion', 'status', 'phase']);

/** A copy of a row in which one text after the other is long, and lists are longer still. */
function* copiesOf(row: Row, path: string[] = []): Generator<Row> {
  for (const [key, value] of Object.entries(row)) {
    if (TYPES.has(key)) continue;
    if (typeof value === 'string') {
      yield { ...row, [key]: `${value}${CONTROL}${'x'.repeat(LONG)}` };
    } else if (Array.isArray(value) && !isRow(value[0])) {
      yield { ...row, [key]: TAGS };
    } else if (isRow(value)) {
      for (const copy of copiesOf(value, [...path, key])) {
        yield { ...row, [key]: copy };
      }
    }
  }
}

/** Adds hostile copies of the first row to each list that a platform responds with. */
export async function makeHostile(response: Response): Promise<Response> {
  const path = new URL(response.url).pathname;
  const isStream = response.headers.get('transfer-encoding') === 'chunked';
  if (!response.ok || isStream || path.endsWith('/auth/tokens')) {
    return response;
  }
  const body = (await response.json()) as Row;
  for (const list of Object.values(body)) {
    if (!Array.isArray(list) || !isRow(list[0])) continue;
    const [first] = list;
    list.push(...copiesOf(first));
    list.push({ ...first, tags: TAGS.join(';') });
    list.push({ ...first, name: 'x'.repeat(8_000_000) });
  }
  const { headers, status } = response;
  return new Response(JSON.stringify(body), { headers, status });
}
