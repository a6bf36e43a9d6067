import { sortRows } from './sortRows';

const rows = [
  { name: 'node-10', used: 40 },
  { name: 'node-2' },
  { name: 'node-1', used: 90 },
];
const values = {
  name: (row: { name: string }) => row.name,
  used: (row: { used?: number }) => row.used,
};
const namesBy = (sort: string) =>
  sortRows(rows, values, sort).map(({ name }) => name);

describe('sorting rows', () => {
  it.each([
    ['name', ['node-1', 'node-2', 'node-10']],
    ['-name', ['node-10', 'node-2', 'node-1']],
    ['used', ['node-10', 'node-1', 'node-2']],
    ['-used', ['node-1', 'node-10', 'node-2']],
  ])('sorts by %s, unknown values last', (sort, expected) => {
    expect(namesBy(sort)).toEqual(expected);
  });

  it.each(['', 'other', '-', 'toString', '__proto__'])(
    'leaves the rows as they are for the column "%s" that the table does not have',
    sort => {
      expect(sortRows(rows, values, sort)).toBe(rows);
    },
  );
});
