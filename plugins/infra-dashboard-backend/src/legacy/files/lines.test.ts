import { parseDocument } from 'yaml';
import { createLineFinder } from './lines';

jest.mock('yaml', () => {
  const yaml = jest.requireActual('yaml');
  return { ...yaml, parseDocument: jest.fn(yaml.parseDocument) };
});

it('parses a file once, however many of its entries are wrong', () => {
  const entries = Array.from({ length: 2_000 }, (_, index) => `{"n":${index}}`);
  const lineOf = createLineFinder(`[\n${entries.join(',\n')}\n]`);
  expect(parseDocument).not.toHaveBeenCalled();
  expect(entries.map((_, index) => lineOf([index, 'name']))).toEqual(
    entries.map((_, index) => index + 2),
  );
  expect(parseDocument).toHaveBeenCalledTimes(1);
});
