import { proxmoxPlatform } from '../platform';
import { en } from './en';

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
      Object.entries(en).map(([code, template]) => [
        code,
        placeholdersOf(template),
      ]),
    );
  },
);
