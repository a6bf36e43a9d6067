import { formatMessage } from './messages';

const TEMPLATES = {
  hidden: 'The {{what}} of {{node}} are hidden',
  rows_one: '{{count}} row was left out',
  rows_other: '{{count}} rows were left out',
};

it('fills in parameters and chooses the plural form', () => {
  expect(
    formatMessage(TEMPLATES, 'hidden', { what: 'disks', node: 'pve1' }),
  ).toBe('The disks of pve1 are hidden');
  expect(formatMessage(TEMPLATES, 'rows', { count: 1 })).toBe(
    '1 row was left out',
  );
  expect(formatMessage(TEMPLATES, 'rows', { count: 0 })).toBe(
    '0 rows were left out',
  );
  // French counts zero as singular.
  expect(formatMessage(TEMPLATES, 'rows', { count: 0 }, 'fr')).toBe(
    '0 row was left out',
  );
});

it('fills in sentences, and all of several', () => {
  const sentence = (message: string) => ({ code: 'any', message });
  expect(
    formatMessage(TEMPLATES, 'hidden', {
      what: sentence('disks'),
      node: [sentence('pve1'), 'pve2'],
    }),
  ).toBe('The disks of pve1; pve2 are hidden');
});

it('has no sentence for an unknown code, and none for a missing parameter', () => {
  expect(formatMessage(TEMPLATES, 'unknown')).toBeUndefined();
  expect(formatMessage(TEMPLATES, 'hidden', { what: 'disks' })).toBe(
    'The disks of  are hidden',
  );
});

it('finds nothing that every object inherits', () => {
  for (const code of ['constructor', 'toString', '__proto__']) {
    expect(formatMessage({}, code)).toBeUndefined();
  }
  const templates = { named: 'a {{constructor}} {{__proto__}}' };
  expect(formatMessage(templates, 'named', {})).toBe('a  ');
});
