import { allRecorded } from './__fixtures__';
import { OPTIONS } from './__testUtils__/recordedRows';
import { mapWorkload } from './mappers/workload';
import {
  flavorSchema,
  hypervisorSchema,
  projectSchema,
  resourceProviderSchema,
  serverSchema,
  serviceSchema,
} from './schemas';

const SCHEMAS = {
  servers: serverSchema,
  hypervisors: hypervisorSchema,
  services: serviceSchema,
  flavors: flavorSchema,
  projects: projectSchema,
  resource_providers: resourceProviderSchema,
};

describe('schemas', () => {
  it('drop no row of any recorded list of any microversion', () => {
    let lists = 0;
    for (const { name, body } of allRecorded) {
      for (const [key, schema] of Object.entries(SCHEMAS)) {
        if (!Array.isArray(body[key])) continue;
        lists += 1;
        const dropped = body[key].filter(
          (row: unknown) => !schema.safeParse(row).success,
        );
        expect([name, dropped]).toEqual([name, []]);
      }
    }
    expect(lists).toBeGreaterThan(30);
  });

  it('read an invalid field as absent instead of dropping the row', () => {
    const invalid = serverSchema.parse({
      id: 'one',
      name: 7,
      status: ['ACTIVE'],
      flavor: 'none',
      metadata: 'none',
      tags: ['good', 3],
      addresses: { net: [{ addr: '10.0.0.1' }, { addr: 5 }, 'none'] },
      'OS-EXT-STS:power_state': 'on',
    });
    expect(mapWorkload(invalid, OPTIONS)).toEqual({
      id: 'one',
      name: 'one',
      cluster: 'lab',
      provider: 'openstack',
      type: 'instance',
      status: 'UNKNOWN',
      health: 'unknown',
      cpu: {},
      memory: {},
      tags: ['good'],
      addresses: ['10.0.0.1'],
      metadata: {},
    });
    expect(serverSchema.safeParse({ name: 'without id' }).success).toBe(false);
  });
});
