import { translateMessages, type Translation } from './translateMessages';

const TEMPLATES = {
  'nodes-hidden': 'Knoten von {{who}} sind verborgen',
  'grant-read': 'Leserecht geben',
  halted: 'Angehalten',
  unreadable: 'Nicht lesbar: {{reason}}',
  rows_one: '{{count}} Zeile fehlt',
  rows_other: '{{count}} Zeilen fehlen',
  retry_one: 'In {{count}} Minute erneut',
  retry_other: 'In {{count}} Minuten erneut',
};

const GERMAN: Translation = {
  language: 'de',
  templatesOf: provider => (provider === 'nomad' ? [TEMPLATES] : []),
};

const CLUSTER = {
  name: 'eu',
  provider: 'nomad',
  statusReason: 'Halted',
  reasonCode: 'halted',
  limitations: [
    {
      code: 'nodes-hidden',
      message: 'Nodes of eu are hidden',
      params: { who: 'eu' },
      remedy: 'Grant the right to read',
      remedyCode: 'grant-read',
    },
  ],
  nodes: [{ name: 'n1', statusReason: 'disk pressure' }],
};

it('translates sentences that have a code, wherever they are', () => {
  const [translated] = translateMessages([CLUSTER], GERMAN);
  expect(translated).toMatchObject({
    statusReason: 'Angehalten',
    limitations: [
      {
        message: 'Knoten von eu sind verborgen',
        remedy: 'Leserecht geben',
      },
    ],
  });
  expect(translated.nodes).toBe(CLUSTER.nodes);
});

it('translates titles of checks, whose platform the caller names', () => {
  const checks = [
    {
      title: 'Nodes of eu are hidden',
      titleCode: 'nodes-hidden',
      titleParams: { who: 'eu' },
      message: 'Halted',
      messageCode: 'halted',
      params: { who: 'us' },
    },
    { title: 'Connect' },
  ];
  expect(translateMessages({ checks }, GERMAN, 'nomad')).toMatchObject({
    checks: [
      { title: 'Knoten von eu sind verborgen', message: 'Angehalten' },
      { title: 'Connect' },
    ],
  });
});

it('leaves what has no translation in English, as the same object', () => {
  const other = { ...CLUSTER, provider: 'other' };
  const error = { code: 'TIMEOUT', message: 'The server did not respond' };
  const response = { items: [other], error };
  expect(translateMessages(response, GERMAN)).toBe(response);
});

it('leaves labels and metadata as they are: others write them', () => {
  const labels = { message: 'mine', code: 'halted' };
  const workload = { provider: 'nomad', labels, metadata: labels };
  expect(translateMessages(workload, GERMAN)).toBe(workload);
  const inherited = { provider: 'nomad', message: 'mine', code: 'constructor' };
  expect(translateMessages(inherited, GERMAN)).toBe(inherited);
});

it('translates sentences within a sentence, in lists as well', () => {
  const halted = { code: 'halted', message: 'Halted' };
  const rows = { code: 'rows', message: '1 row', params: { count: 1 } };
  const limitation = {
    code: 'unreadable',
    message: 'Unreadable: Unreadable: Halted; 1 row; ENOENT',
    params: {
      reason: {
        code: 'unreadable',
        message: 'Unreadable: Halted; 1 row; ENOENT',
        params: { reason: [halted, rows, 'ENOENT'] },
      },
    },
  };
  expect(translateMessages(limitation, GERMAN, 'nomad').message).toBe(
    'Nicht lesbar: Nicht lesbar: Angehalten; 1 Zeile fehlt; ENOENT',
  );
  // English remains where only the outer sentence has a translation.
  const foreign = { code: 'foreign', message: 'No route' };
  expect(
    translateMessages(
      { ...limitation, params: { reason: foreign } },
      GERMAN,
      'nomad',
    ).message,
  ).toBe('Nicht lesbar: No route');
});

it('has parameters of the hint apart from those of the message', () => {
  const error = {
    ...{ message: '1 row is missing', messageCode: 'rows' },
    ...{ hint: 'Again in 5 minutes', hintCode: 'retry' },
    params: { count: 1 },
  };
  const separate = { ...error, hintParams: { count: 5 } };
  expect(translateMessages(separate, GERMAN, 'nomad')).toMatchObject({
    message: '1 Zeile fehlt',
    hint: 'In 5 Minuten erneut',
  });
  // A backend of an earlier version has them in one object.
  expect(translateMessages(error, GERMAN, 'nomad').hint).toBe(
    'In 1 Minute erneut',
  );
});

it('chooses the plural form of the language', () => {
  const french = { ...GERMAN, language: 'fr' };
  const none = { message: '0 rows', messageCode: 'rows', params: { count: 0 } };
  // French counts zero as singular.
  expect(translateMessages(none, french, 'nomad').message).toBe(
    '0 Zeile fehlt',
  );
  expect(translateMessages(none, GERMAN, 'nomad').message).toBe(
    '0 Zeilen fehlen',
  );
});
