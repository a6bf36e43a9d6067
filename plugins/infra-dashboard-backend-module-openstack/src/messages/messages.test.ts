import { de, fr, message } from '.';
import { en } from './en';

const placeholdersOf = (template: string) =>
  [...template.matchAll(/\{\{\w+\}\}/g)].map(([found]) => found).sort();

it.each([
  ['de', de],
  ['fr', fr],
])('has the same placeholders in %s as in English', (_, translations) => {
  for (const [code, template] of Object.entries(en)) {
    const translated = translations[code as keyof typeof en];
    // "The first server" needs no number.
    const found = code.endsWith('-truncated_one')
      ? ['{{count}}']
      : placeholdersOf(translated);
    expect([code, found]).toEqual([code, placeholdersOf(template)]);
  }
});

it('translates every sentence', () => {
  const same = Object.entries(en)
    .filter(([code, template]) =>
      [de, fr].some(all => all[code as keyof typeof en] === template),
    )
    .map(([code]) => code);
  expect(same).toEqual([
    'type-instance',
    'cloud-file-unreadable',
    'task-running',
  ]);
});

it('selects plural forms', () => {
  expect(message('servers-not-understood', { count: 1 }).message).toBe(
    '1 server is invalid and left out',
  );
  expect(message('servers-not-understood', { count: 2 })).toEqual({
    code: 'servers-not-understood',
    params: { count: 2 },
    message: '2 servers are invalid and left out',
  });
});
