import { translateMessages, type TemplatesOf } from './translateMessages';

const templatesOf: TemplatesOf = provider =>
  provider === 'nomad'
    ? [
        {
          'nodes-hidden': 'Knoten von {{who}} sind verborgen',
          'grant-read': 'Leserecht geben',
          halted: 'Angehalten',
        },
      ]
    : [];

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
  const [translated] = translateMessages([CLUSTER], templatesOf);
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
  expect(translateMessages({ checks }, templatesOf, 'nomad')).toMatchObject({
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
  expect(translateMessages(response, templatesOf)).toBe(response);
});

it('leaves labels and metadata as they are: others write them', () => {
  const labels = { message: 'mine', code: 'halted' };
  const workload = { provider: 'nomad', labels, metadata: labels };
  expect(translateMessages(workload, templatesOf)).toBe(workload);
  const inherited = { provider: 'nomad', message: 'mine', code: 'constructor' };
  expect(translateMessages(inherited, templatesOf)).toBe(inherited);
});
