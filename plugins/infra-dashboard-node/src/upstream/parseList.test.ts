import { cutList } from './cutList';
import { parseList } from './parseList';

const OPTIONS = { key: 'items', label: 'Kubernetes' };

/** Long, out of texts that are not cut. */
const PADDING = Array(60).fill('x'.repeat(10_000));

/** Strings that look like structure, and structure that looks like the key. */
const nasty = (index: number) => ({
  name: `pod-${index}`,
  text: '"items":[{]},\\" \\\\',
  escaped: '\\',
  unicode: 'ü 💥 "',
  items: [{ items: [] }, [1, [2, '],[']], null],
  'a"items"': { items: { '[': '{' } },
  padding: 'x'.repeat(200),
});

function* partsOf(text: string) {
  const rest = yield* cutList(text, 'items');
  yield rest;
}

describe('parseList', () => {
  const items = Array.from({ length: 3_000 }, (_, index) => nasty(index));

  it.each([
    ['after other keys', { kind: 'List', metadata: { items: 'no' }, items }],
    ['before other keys', { items, metadata: { continue: '],"items":[' } }],
    ['alone', { items }],
    ['empty', { items: [], padding: PADDING }],
    ['of one row', { items: [{ text: PADDING }] }],
    ['null', { items: null, padding: PADDING }],
    ['missing', { padding: PADDING }],
    ['no array', { items: { a: items } }],
    ['of something else', items],
    ['of plain values', { items: items.map(({ text }) => text) }],
  ])('parses as JSON does, with the list %s', async (_, value) => {
    for (const space of [0, 2]) {
      const text = JSON.stringify(value, undefined, space);
      expect(await parseList(text, OPTIONS)).toEqual(JSON.parse(text));
    }
  });

  it('parses a duplicate key like JSON.parse', async () => {
    const list = JSON.stringify(items);
    const text = `{"items":${list},"items":[1]}`;
    expect(await parseList(text, OPTIONS)).toEqual({ items: [1] });
  });

  it('cuts long lists into short parts', () => {
    const parts = [...partsOf(JSON.stringify({ items }))];
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.max(...parts.map(part => part.length))).toBeLessThan(140_000);
  });

  it('refuses what is cut off or garbled, wherever that is', async () => {
    const text = JSON.stringify({ kind: 'List', items, end: true });
    const broken = [
      ...[0.1, 0.5, 0.9].map(share => text.slice(0, text.length * share)),
      text.slice(0, -1),
      `${text}]`,
      text.replace('"name":"pod-1500"', '"name":pod-1500'),
      text.replace('},{"name":"pod-2000"', '},,{"name":"pod-2000"'),
      text.replace('},{"name":"pod-2000"', '}]{"name":"pod-2000"'),
      'x'.repeat(600_000),
      '['.repeat(600_000),
      '"'.repeat(600_001),
      '\\'.repeat(600_000),
    ];
    for (const part of broken) {
      await expect(parseList(part, OPTIONS)).rejects.toMatchObject({
        code: 'INVALID_RESPONSE',
      });
    }
  });

  it('refuses what is nested deeper than any object', async () => {
    const deep = (length: number) =>
      `{"items":[${'['.repeat(length)}${']'.repeat(length)}]}`;
    expect(await parseList(deep(90), OPTIONS)).toHaveProperty('items');
    for (const text of [
      deep(200),
      deep(300_000),
      `{"a":${'{"a":'.repeat(200)}1${'}'.repeat(201)}`,
    ]) {
      await expect(parseList(text, OPTIONS)).rejects.toMatchObject({
        code: 'INVALID_RESPONSE',
        message: expect.stringContaining('nested'),
      });
    }
  });

  it('cuts texts and lists, and drops rows that are longer than any object', async () => {
    const name = `a\n\u2028\u202e${'x'.repeat(100_000)}`;
    const tags = Array.from({ length: 20_000 }, (_, index) => `t${index}`);
    const huge = { name: 'huge', tags: Array(1_000_000).fill('tag') };
    const rows = [...items, { name, tags }, huge, 'x'.repeat(8_000_000)];
    const text = JSON.stringify({ items: [...rows, { name: 'last' }] });
    const list = (await parseList(text, OPTIONS)) as { items: any[] };
    expect(list.items.slice(0, items.length)).toEqual(items);
    const [cut, ...rest] = list.items.slice(items.length);
    expect(cut.name.slice(0, 5)).toBe('a   x');
    expect(cut.name.length).toBeLessThan(20_000);
    expect(cut.tags.length).toBeLessThan(20_000);
    expect(rest).toEqual([null, 'x'.repeat(rest[1].length), { name: 'last' }]);
    expect(rest[1].length).toBeLessThan(20_000);
  });

  it('does not parse megabytes in one go, whatever they are', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const row = { name: 'x', tags: Array(100).fill('tag') };
    const rows = Array.from({ length: 40_000 }, () => row);
    const text = JSON.stringify({ items: rows });
    const list = (await parseList(text, OPTIONS)) as { items: unknown[] };
    clearInterval(timer);
    expect(list.items).toHaveLength(rows.length);
    expect(turns).toBeGreaterThan(10);
    for (const other of [
      JSON.stringify({ others: rows }),
      JSON.stringify(rows),
      `{"items":[],"items":${JSON.stringify(rows)}}`,
    ]) {
      await expect(parseList(other, OPTIONS)).rejects.toMatchObject({
        code: 'INVALID_RESPONSE',
      });
    }
  });
});
