import { ServiceUnavailableError } from '@backstage/errors';
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

  it('are counted as before while the database is away', async () => {
    const { clustersRevision, database, readClusters, store } = await openIn(
      id,
    );
    const visibleOf = (owner: string) => {
      const rule = { rule: 'IS_OWNER', resourceType: 'infra-workload' };
      const params = { owners: [owner] };
      const workloadsOf: WorkloadCriteria = toCriteria({ ...rule, params });
      return { key: owner, clusters: () => true, workloads: workloadsOf };
    };
    const [red, blue] = ['group:default/red', 'group:default/blue'];
    const own = (owners: string[]) =>
      owners.map((ownerRef, index) =>
        fakeWorkload('a', `w${index}`, { ownerRef }),
      );
    const countOf = async (owner: string) =>
      (await readClusters(visibleOf(owner))).items.map(
        ({ totals }) => totals.workloads?.total,
      );
    await store(own([red, red, blue]));
    expect(await countOf(red)).toEqual([2]);
    const away = jest
      .spyOn(database, 'serve')
      .mockRejectedValue(new ServiceUnavailableError());
    await store(own([red, blue, blue]));
    expect(await countOf(red)).toEqual([2]);
    const before = clustersRevision(visibleOf(blue));
    expect(await countOf(blue)).toEqual([undefined]);
    away.mockRestore();
    // A client that has the response without numbers gets the one that has them.
    expect(clustersRevision(visibleOf(blue))).not.toBe(before);
    expect(await countOf(red)).toEqual([1]);
    expect(await countOf(blue)).toEqual([2]);
  });
});
