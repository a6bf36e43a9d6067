import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { toLabelLines } from '../inventory/store/labelLines';
import { infraWorkloadRules, type InfraWorkloadFilter } from '../permissions';
import { createRandom } from '../permissions/__testUtils__/createPolicy';
import {
  CLUSTERS,
  createSubject,
  createWorkloadPolicy,
} from '../permissions/__testUtils__/createWorkloadPolicy';
import { useChangeLog } from './__testUtils__/useChangeLog';

jest.setTimeout(120_000);

const random = createRandom(20_261_128);
const toCriteria = createConditionTransformer<InfraWorkloadFilter, any>(
  Object.values(infraWorkloadRules),
);

const { ids, openIn } = useChangeLog();

describe.each(ids)('changes that a policy on workloads allows, %s', id => {
  it('are those of what it allows, and never of what is not known', async () => {
    const { knex, read, record } = await openIn(id);
    const subjects = Array.from({ length: 80 }, (_, index) => ({
      ...createSubject(random),
      ...{ name: `w${index}`, cluster: CLUSTERS[index % CLUSTERS.length] },
      isKnown: index % 4 !== 0,
    }));
    await record(
      ...subjects.map(({ isKnown, labels, name, namespace, tags, ...one }) => ({
        ...one,
        workload: { id: name, name, ...(namespace && { namespace }) },
        ...(isKnown && { labels: toLabelLines({ labels, tags }) }),
      })),
      ...CLUSTERS.flatMap(cluster => [
        { cluster, subject: 'cluster', workload: undefined },
        { cluster, subject: `node:${cluster}`, workload: undefined },
      ]),
    );
    // As an old version wrote them.
    await knex('changes').whereNull('labels').update({ namespace: null });
    const seen = new Set<number>();
    for (let round = 0; round < 100; round += 1) {
      const { allows, criteria } = createWorkloadPolicy(random);
      const { items } = await read(
        { limit: 1000 },
        { clusters: CLUSTERS, allowed: toCriteria(criteria) },
      );
      const found = new Set(items.flatMap(one => one.workload?.name ?? []));
      const expected = subjects.filter(one =>
        allows({
          ...one,
          namespace: one.namespace || undefined,
          ...{ provider: 'nomad', providerName: one.cluster },
        }),
      );
      const known = expected.filter(({ isKnown }) => isKnown);
      const why = JSON.stringify(criteria);
      expect([
        why,
        subjects.filter(one => one.isKnown && found.has(one.name)),
      ]).toEqual([why, known]);
      const names = expected.map(({ name }) => name);
      expect([why, [...found].filter(one => !names.includes(one))]).toEqual([
        why,
        [],
      ]);
      // Those of clusters and nodes.
      expect(items.length - found.size).toBe(CLUSTERS.length * 2);
      seen.add(found.size);
    }
    expect(seen.size).toBeGreaterThan(10);
    const { items } = await read(
      { limit: 1000 },
      { clusters: CLUSTERS, allowed: false },
    );
    expect(items).toHaveLength(CLUSTERS.length * 2);
  });
});
