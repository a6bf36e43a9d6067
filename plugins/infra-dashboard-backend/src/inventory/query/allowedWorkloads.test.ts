import { createConditionTransformer } from '@backstage/plugin-permission-node';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  allowsWorkload,
  infraWorkloadRules,
  type InfraWorkloadFilter,
  type WorkloadCriteria,
} from '../../permissions';
import { createRandom } from '../../permissions/__testUtils__/createPolicy';
import {
  CLUSTERS,
  createSubject,
  createWorkloadPolicy,
  PLATFORMS,
} from '../../permissions/__testUtils__/createWorkloadPolicy';
import { fakeWorkload } from '../../testing/FakeProvider';
import { toWorkloadResource } from '../workloadResource';
import { useStoredWorkloads } from './__testUtils__/useStoredWorkloads';

jest.setTimeout(120_000);

const random = createRandom(20_261_127);
const toCriteria = createConditionTransformer<InfraWorkloadFilter, any>(
  Object.values(infraWorkloadRules),
);

const platformOf = (cluster: string) =>
  PLATFORMS[CLUSTERS.indexOf(cluster) % PLATFORMS.length];

const workloads: Workload[] = Array.from({ length: 90 }, (_, index) => {
  const cluster = CLUSTERS[index % CLUSTERS.length];
  return fakeWorkload(cluster, `w${index}`, {
    provider: platformOf(cluster),
    ...createSubject(random),
  });
});

const namesOf = (items: Workload[]) => items.map(({ name }) => name).sort();

const { ids, openIn } = useStoredWorkloads();

describe.each(ids)('workloads that a policy allows, %s', id => {
  it('are the same in lists, counts, pages and memory', async () => {
    const { read, store } = await openIn(id);
    await store(workloads);
    const seen = new Set<number>();
    for (let round = 0; round < 200; round += 1) {
      const { allows, criteria } = createWorkloadPolicy(random);
      const allowed: WorkloadCriteria = toCriteria(criteria);
      const visible = { key: '', clusters: () => true, workloads: allowed };
      const find = (query: object) => read(query, ref => [ref], visible);
      const expected = workloads.filter(one =>
        allows({ ...one, providerName: one.cluster }),
      );
      seen.add(expected.length);
      const inMemory = workloads.filter(one =>
        allowsWorkload(
          allowed,
          toWorkloadResource(one, {
            name: one.cluster,
            providerName: one.cluster,
            provider: one.provider,
          }),
        ),
      );
      const why = { criteria: JSON.stringify(criteria) };
      expect({ ...why, names: namesOf(inMemory) }).toEqual({
        ...why,
        names: namesOf(expected),
      });
      const all = await find({ limit: 1000 });
      expect({ ...why, names: namesOf(all.items) }).toEqual({
        ...why,
        names: namesOf(expected),
      });
      expect(all.totalItems).toBe(expected.length);
      // Counts are remembered, those of other callers as well.
      const first = await find({ limit: 1, sort: '-name' });
      expect(first.totalItems).toBe(expected.length);
      const owned = await find({ owner: 'red', limit: 1 });
      expect(owned.totalItems).toBe(
        expected.filter(one => one.ownerRef === 'group:default/red').length,
      );
    }
    // Neither everything nor nothing each time.
    expect(seen.size).toBeGreaterThan(10);
  });
});
