import { cutList } from './cutList';
import { parseList } from './parseList';

const OPTIONS = { key: 'items', label: 'Kubernetes' };

/** Strings that look like structure, and structure that looks like the key. */
const nasty = (index: number) => ({
  name: `pod-${index}`,
  text: '"items":[{]},\\" \\\\',
  escaped: '\\',
  unicode: '\u2028 ü 💥 "',
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
    ['empty', { items: [], padding: 'x'.repeat(600_000) }],
    ['of one row', { items: [{ text: 'x'.repeat(600_000) }] }],
    ['null', { items: null, padding: 'x'.repeat(600_000) }],
    ['missing', { padding: 'x'.repeat(600_000) }],
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
});
