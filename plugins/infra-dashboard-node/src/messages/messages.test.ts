import { coreMessage, coreMessages } from '.';
import { en } from './en';

const placeholdersOf = (template: string) =>
  [...new Set(template.match(/\{\{\w+\}\}/g))].sort();

it.each(Object.entries(coreMessages))(
  'translates every sentence into %s, with the parameters of the English one',
  (_, templates) => {
    const shapeOf = (all: Readonly<Record<string, string>>) =>
      Object.entries(all).map(([code, template]) => [
        code,
        placeholdersOf(template),
      ]);
    expect(shapeOf(templates)).toEqual(shapeOf(en));
  },
);

it('fills in parameters and plural forms', () => {
  expect(coreMessage('change-credentials-wait', { count: 1 }).message).toBe(
    'Change them, or wait for 1 minute: more attempts could lock the account',
  );
  expect(coreMessage('response-timeout', { label: 'Nomad' })).toEqual({
    code: 'response-timeout',
    params: { label: 'Nomad' },
    message: 'Nomad did not respond in time',
  });
});
