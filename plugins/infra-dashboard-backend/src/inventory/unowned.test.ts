import { createConditionTransformer } from '@backstage/plugin-permission-node';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  EVERYTHING,
  infraWorkloadRules,
  type InfraWorkloadFilter,
} from '../permissions';
import { createRandom } from '../permissions/__testUtils__/createPolicy';
import { CLUSTERS } from '../permissions/__testUtils__/createWorkloadPolicy';
import { fakeWorkload } from '../testing/FakeProvider';
import { useStoredWorkloads } from './query/__testUtils__/useStoredWorkloads';

jest.setTimeout(120_000);

const random = createRandom(20_261_129);
const toCriteria = createConditionTransformer<InfraWorkloadFilter, any>(
  Object.values(infraWorkloadRules),
);

const SOURCES = [undefined, 'default', 'label', 'rule'] as const;

const workloads: Workload[] = Array.from({ length: 90 }, (_, index) => {
  const ownerSource = SOURCES[random(4)];
  return fakeWorkload(CLUSTERS[index % CLUSTERS.length], `w${index}`, {
    ...{ role: index % 5 ? 'app' : 'replica', namespace: `n${random(3)}` },
    ...(index % 7 === 0 && { template: true }),
    ...(ownerSource && {
      ...{ ownerSource, ownerRef: `group:default/g${random(3)}` },
    }),
  });
});

const isCounted = ({ role, template }: Workload) =>
  role !== 'replica' && !template;
const namesOf = (rows: ReadonlyArray<{ name: string }>) =>
  rows.map(({ name }) => name).sort();

describe('the unowned report', () => {
  const { ids, openIn } = useStoredWorkloads();

  it.each(ids)(
    'lists and counts what has no owner of its own (%s)',
    async id => {
      const { readUnowned, store } = await openIn(id);
      await store(workloads);
      const all = workloads.filter(isCounted);
      const none = all.filter(({ ownerRef }) => !ownerRef);
      const byDefault = all.filter(one => one.ownerSource === 'default');
      const page = await readUnowned({ limit: 1000 });
      expect(namesOf(page.items)).toEqual(namesOf([...none, ...byDefault]));
      expect(page.counts).toEqual({
        ...{ total: all.length, none: none.length, default: byDefault.length },
      });
      for (const one of page.clusters) {
        const own = all.filter(({ cluster }) => cluster === one.cluster);
        expect(one.total).toBe(own.length);
      }
      const [worst, ...rest] = page.clusters.map(one => one.none + one.default);
      expect(Math.max(worst, ...rest)).toBe(worst);
      expect(
        namesOf((await readUnowned({ source: 'none', limit: 1000 })).items),
      ).toEqual(namesOf(none));
      const first = await readUnowned({ limit: 5 });
      const second = await readUnowned({ limit: 5, cursor: first.nextCursor });
      expect(first.totalItems).toBe(page.totalItems);
      expect(namesOf(page.items)).toEqual(
        expect.arrayContaining(namesOf([...first.items, ...second.items])),
      );
      expect(page.items[0].commands).toEqual([
        `tie ${page.items[0].name} COMPONENT`,
      ]);
    },
  );

  it('counts what the caller may see, and no hidden owner', async () => {
    const { readUnowned, store } = await openIn('SQLITE_3');
    await store(workloads);
    const allowed = toCriteria({
      ...{ resourceType: 'infra-workload', rule: 'IS_IN_NAMESPACE' },
      params: { namespaces: ['n1'] },
    });
    const own = workloads.filter(
      one => isCounted(one) && one.namespace === 'n1',
    );
    const page = await readUnowned(
      { limit: 1000 },
      { visible: { ...EVERYTHING, workloads: allowed } },
    );
    expect(page.counts.total).toBe(own.length);
    expect(page.counts.none).toBe(own.filter(one => !one.ownerRef).length);

    // What belongs to a hidden owner looks as if it had none, also in the counts.
    const hidden = await readUnowned(
      { limit: 1000 },
      {
        entities: {
          all: async () => false,
          visible: async refs =>
            new Set([...refs].filter(ref => ref.endsWith('g1'))),
        },
      },
    );
    const shown = workloads.filter(isCounted);
    const none = shown.filter(one => one.ownerRef !== 'group:default/g1');
    expect(hidden.counts.none).toBe(none.length);
    expect(hidden.counts.default).toBe(
      shown.filter(
        one =>
          one.ownerRef === 'group:default/g1' && one.ownerSource === 'default',
      ).length,
    );
    expect(JSON.stringify(hidden)).not.toContain('default/g2');
  });
});
