import { createConditionTransformer } from '@backstage/plugin-permission-node';
import type {
  Problem,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useStoredWorkloads } from '../inventory/query/__testUtils__/useStoredWorkloads';
import {
  EVERYTHING,
  infraWorkloadRules,
  type InfraWorkloadFilter,
  type WorkloadCriteria,
} from '../permissions';
import { createRandom } from '../permissions/__testUtils__/createPolicy';
import {
  CLUSTERS,
  createSubject,
  createWorkloadPolicy,
  PLATFORMS,
} from '../permissions/__testUtils__/createWorkloadPolicy';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';

jest.setTimeout(120_000);

const random = createRandom(20_261_127);
const toCriteria = createConditionTransformer<InfraWorkloadFilter, any>(
  Object.values(infraWorkloadRules),
);
const platformOf = (cluster: string) =>
  PLATFORMS[CLUSTERS.indexOf(cluster) % PLATFORMS.length];

/** Replicas, their controllers and machines; some on a node that is down. */
const workloads: Workload[] = Array.from({ length: 120 }, (_, index) => {
  const cluster = CLUSTERS[index % CLUSTERS.length];
  const type = ['allocation', 'allocation', 'deployment', 'vm'][random(4)];
  const health = (['failed', 'degraded', 'healthy'] as const)[random(3)];
  return fakeWorkload(cluster, `w${index}`, {
    ...{ provider: platformOf(cluster), type, health },
    ...createSubject(random),
    node: ['up', 'down', undefined][random(3)],
    images: [`image-${random(3)}`],
    ...(random(2) && { statusReason: `waits for image-${random(3)}` }),
    ...(type === 'allocation' && {
      owner: { kind: 'Deployment', name: `w${random(120)}` },
      ...(random(4) && {
        controllerId: `w${random(40) * 3 + (index % CLUSTERS.length)}`,
      }),
    }),
  });
});
const nodesOf = (cluster: string) => [
  { ...fakeNode(cluster, 'up'), provider: platformOf(cluster) },
  {
    ...fakeNode(cluster, 'down'),
    provider: platformOf(cluster),
    ...({ status: 'offline', health: 'failed' } as const),
  },
];

/** Without what differs with the rows in the database, and with when they were written. */
const contentOf = (items: Problem[]) =>
  items.map(({ affected, since: _, ...one }) => ({
    ...one,
    affected: affected.total,
    names: affected.total > 10 ? [] : affected.items.map(({ id }) => id).sort(),
  }));

const { ids, openIn } = useStoredWorkloads();

describe.each(ids)('problems that a policy allows, %s', id => {
  it('are those of an inventory without what it hides', async () => {
    const { readProblems, store } = await openIn(id);
    const all = { limit: 1000 };
    const policies = Array.from({ length: 15 }, () =>
      createWorkloadPolicy(random),
    );
    await store(workloads, nodesOf);
    const restricted = [];
    for (const { criteria } of policies) {
      const allowed: WorkloadCriteria = toCriteria(criteria);
      const visible = { key: '', clusters: () => true, workloads: allowed };
      restricted.push(await readProblems(all, { visible }));
    }
    const seen = new Set<number>();
    for (const [index, { allows, criteria }] of policies.entries()) {
      const shown = workloads.filter(one =>
        allows({ ...one, providerName: one.cluster }),
      );
      await store(shown, nodesOf);
      const page = await readProblems(all, { visible: EVERYTHING });
      const why = JSON.stringify(criteria);
      expect([why, contentOf(restricted[index].items)]).toEqual([
        why,
        contentOf(page.items),
      ]);
      expect(restricted[index].counts).toEqual(page.counts);
      seen.add(page.counts.total);
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it('do not reveal hidden owners, neither by a filter nor by a search', async () => {
    const { readProblems, store } = await openIn(id);
    await store(workloads, nodesOf);
    const entities = {
      all: async () => false,
      visible: async (refs: Iterable<string>) =>
        new Set([...refs].filter(ref => ref.endsWith('red'))),
    };
    const read = (query: object) =>
      readProblems({ limit: 1000, ...query }, { entities });
    const page = await read({});
    const text = JSON.stringify(page);
    expect([text.includes('/red'), text.includes('/blue')]).toEqual([
      true,
      false,
    ]);
    expect((await read({ owner: 'blue' })).totalItems).toBe(0);
    expect((await read({ q: 'default/blue' })).totalItems).toBe(0);
    const red = await read({ owner: 'red' });
    const none = await read({ owner: 'none' });
    expect(red.totalItems).toBeGreaterThan(0);
    expect((await read({ owner: 'none,red' })).totalItems).toBe(
      page.totalItems,
    );
    expect(red.totalItems + none.totalItems).toBe(page.totalItems);
  });

  it('come in pages and by filters, and without workloads where these are denied', async () => {
    const { readProblems, store } = await openIn(id);
    await store(workloads, nodesOf);
    const all = await readProblems({ limit: 1000 });
    const rows: Problem[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await readProblems({ limit: 7, cursor });
      expect(page.totalItems).toBe(all.totalItems);
      rows.push(...page.items);
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(rows).toEqual(all.items);
    const count = async (query: object) =>
      (await readProblems({ limit: 1000, ...query })).items;
    expect(await count({ severity: 'warning' })).toEqual(
      all.items.filter(({ severity }) => severity === 'warning'),
    );
    expect(await count({ kind: 'node-down', cluster: 'alpha,beta' })).toEqual(
      all.items.filter(
        ({ cluster, kind }) => kind === 'node-down' && cluster !== 'gamma',
      ),
    );
    expect(await count({ q: 'DOWN gamma', provider: 'nomad' })).toEqual(
      all.items.filter(one => one.cluster === 'gamma' && one.node === 'down'),
    );
    for (const query of [{ cursor: 'nope' }, { owner: '/' }, { q: '\0' }]) {
      await expect(readProblems(query)).rejects.toThrow(Object.keys(query)[0]);
    }
    const visible = { key: '', clusters: () => true, workloads: false };
    const denied = await readProblems({}, { visible });
    expect(contentOf(denied.items)).toEqual(
      CLUSTERS.map(cluster =>
        expect.objectContaining({ kind: 'node-down', cluster, affected: 0 }),
      ),
    );
  });

  it('are found of each workload, also of one that a page does not name', async () => {
    const { problemsOf, readProblems, store } = await openIn(id);
    const machines = Array.from({ length: 15 }, (_, index) =>
      fakeWorkload(CLUSTERS[0], `vm${index}`, {
        ...{ type: 'vm', health: 'failed', statusReason: 'No space left' },
      }),
    );
    const well = fakeWorkload(CLUSTERS[0], 'well', { type: 'vm' });
    await store([...machines, well]);
    const [group] = (await readProblems({})).items;
    expect(group.affected).toMatchObject({ total: 15, items: { length: 10 } });
    for (const machine of machines) {
      const found = await problemsOf(machine);
      expect(found.map(one => one.id)).toEqual([group.id]);
    }
    expect(await problemsOf(well)).toEqual([]);
  });

  it('are muted until the database says that it is over', async () => {
    const { knex, muteProblem, readProblems, store, unmuteProblem } =
      await openIn(id);
    await store(workloads, nodesOf);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { items, totalItems } = await readProblems({});
    const [{ cluster, id: problem }] = items;
    const of = items.filter(one => one.cluster === cluster).length;
    const mute = await muteProblem({ problem, until, reason: 'Known' });
    expect(mute).toEqual({
      ...{ id: problem, problem, until, reason: 'Known' },
      by: 'user:default/ann',
    });
    const muted = await readProblems({ muted: 'true' });
    expect(muted.items).toMatchObject([{ id: problem, mute }]);
    expect(muted).toMatchObject({ muted: 1, counts: { total: 0 } });
    expect((await readProblems({ muted: 'false' })).totalItems).toBe(
      totalItems - 1,
    );
    // The last one, since muted ones come last.
    expect((await readProblems({ limit: 1000 })).items.at(-1)!.id).toBe(
      problem,
    );
    const window = await muteProblem({ cluster, until });
    expect((await readProblems({ muted: 'true' })).totalItems).toBe(of);
    await unmuteProblem(window.id);
    expect((await readProblems({ muted: 'true' })).totalItems).toBe(1);
    await knex('problem_mutes').update({ until: Date.now() - 1 });
    expect((await readProblems({ muted: 'true' })).totalItems).toBe(0);
    await expect(unmuteProblem(mute.id)).rejects.toThrow('no such mute');

    const far = new Date(Date.now() + 91 * 86_400_000).toISOString();
    for (const [request, message] of [
      [{ problem, until: far }, 'until'],
      [{ problem, until: '2020-01-01T00:00:00Z' }, 'until'],
      [{ problem, cluster, until }, 'exactly one'],
      [{ until }, 'exactly one'],
      [{ problem: 'x', until }, 'no such problem'],
      [{ cluster: 'x', until }, 'no cluster'],
    ] as const) {
      await expect(muteProblem(request)).rejects.toThrow(message);
    }
    const visible = { key: '', clusters: () => false, workloads: true };
    await expect(muteProblem({ problem, until }, { visible })).rejects.toThrow(
      'no such problem',
    );
    const ofRed: WorkloadCriteria = {
      field: 'owner',
      values: ['group:default/red'],
    };
    const some = { visible: { ...EVERYTHING, workloads: ofRed } };
    await expect(muteProblem({ cluster, until }, some)).rejects.toThrow(
      'needs to see all of its workloads',
    );
    // A mute counts for all users, so who sees a part must not silence the rest.
    const whole = (await readProblems({ limit: 1000 })).items;
    const totals = new Map(whole.map(one => [one.id, one.affected.total]));
    const seen = (await readProblems({ limit: 1000 }, some)).items.filter(one =>
      totals.has(one.id),
    );
    const [part, own] = [true, false].map(
      isPart =>
        seen.find(one => one.affected.total < totals.get(one.id)! === isPart)!
          .id,
    );
    await expect(muteProblem({ problem: part, until }, some)).rejects.toThrow(
      'needs to see all workloads that it affects',
    );
    expect(await muteProblem({ problem: own, until }, some)).toMatchObject({
      problem: own,
    });
    await muteProblem({ problem, until });
    await expect(unmuteProblem(problem, { visible })).rejects.toThrow(
      'no such mute',
    );
  });
});
