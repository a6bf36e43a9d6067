import { detailFacts } from '../describe/facts';
import { facts } from '../facts';
import { form } from '../form';
import { proxmoxPlatform } from '../platform';
import { en } from './en';

const english = {
  ...en,
  ...Object.fromEntries(
    form.fields.map(({ key, label }) => [`field-${key}`, label]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...facts.facts, ...detailFacts.facts }).map(
      ([key, { title }]) => [`fact-${key}`, title],
    ),
  ),
};

const placeholdersOf = (template: string) =>
  [...new Set(template.match(/\{\{\w+\}\}/g))].sort();

it.each(Object.entries(proxmoxPlatform.messages!))(
  'translates every message into %s, with the parameters of the English one',
  (_, templates) => {
    expect(
      Object.entries(templates).map(([code, template]) => [
        code,
        placeholdersOf(template),
      ]),
    ).toEqual(
      Object.entries(english).map(([code, template]) => [
        code,
        placeholdersOf(template),
      ]),
    );
  },
);
