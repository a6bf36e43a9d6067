import type { Usage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fullest } from './fullest';

const of = (name: string, usage?: Usage) => ({ name, usage });

it('ranks by the share in use, then by what is requested, and leaves out what is unknown', () => {
  const items = [
    of('half', { used: 5, total: 10 }),
    of('unknown'),
    of('no total', { used: 900 }),
    of('allocated', { requested: 18, total: 10 }),
    of('full', { used: 99, total: 100 }),
    of('part measured', { used: 3, total: 100, measuredTotal: 4 }),
  ];
  const names = (count: number) =>
    fullest(items, ({ usage }) => usage, count).map(({ name }) => name);
  expect(names(9)).toEqual(['allocated', 'full', 'part measured', 'half']);
  expect(names(2)).toEqual(['allocated', 'full']);
});
