import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { placementOf } from '../../../infra-dashboard-backend-module-openstack/src/mappers/placement';
import {
  inventoriesSchema,
  usagesSchema,
  type Hypervisor,
} from '../../../infra-dashboard-backend-module-openstack/src/schemas';
import { fakeNode } from '../testing/FakeProvider';
import { composeCapacity } from './composeCapacity';

const MIB = 1024 ** 2;

/** Generated hosts, and how many servers of a size Placement allocated on each until it refused. */
const cases = readFileSync(
  resolvePackagePath(
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack',
    'src/__fixtures__/oracle-placement.jsonl',
  ),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line, index) => ({ index, ...JSON.parse(line) }));

const fitsOf = (hosts: any[], size: any, state: Partial<Hypervisor>) => {
  const nodes = hosts.map(({ name, ...raw }) => ({
    ...fakeNode('eu', name),
    ...placementOf(
      { ...inventoriesSchema.parse(raw), ...usagesSchema.parse(raw) },
      state as Hypervisor,
    ),
  }));
  const { nodes: taking } = composeCapacity(nodes, {
    ...(size.VCPU && { cpu: size.VCPU }),
    ...(size.MEMORY_MB && { memory: size.MEMORY_MB * MIB }),
  });
  return Object.fromEntries(taking.map(({ fits, name }) => [name, fits]));
};

describe('where servers fit', () => {
  it.each(cases)(
    'is where a real Placement allocated them, case $index',
    ({ fits, hosts, size }) => {
      expect(fitsOf(hosts, size, { state: 'up', status: 'enabled' })).toEqual(
        fits,
      );
      // Placement does not know it, the scheduler of Nova does.
      expect(fitsOf(hosts, size, { state: 'down', status: 'enabled' })).toEqual(
        {},
      );
    },
  );

  it('was asked for sizes that fit on some hosts, on all and on none', () => {
    const shares = cases.map(
      ({ fits, hosts }) => Object.keys(fits).length / hosts.length,
    );
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(
      shares.filter(share => share > 0 && share < 1).length,
    ).toBeGreaterThan(10);
    expect(shares).toEqual(expect.arrayContaining([0, 1]));
  });
});
