import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProblemPage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ChangePage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  CLUSTERS,
  createRandom,
  TYPES,
  type Criteria,
} from './__testUtils__/createPolicy';
import { useGuardedBackend } from './__testUtils__/useGuardedBackend';
import { infraWorkloadConditions as conditions } from './workloadRules';

jest.setTimeout(120_000);

interface Policy {
  criteria: Criteria;
  /** Which of the three workloads of a cluster it allows. */
  allows: (number: number, cluster: { name: string; type: string }) => boolean;
}

const random = createRandom(20_261_129);

/** A rule that takes some of the workloads, or those of some clusters. */
function createRule(): Policy {
  const number = 1 + random(3);
  switch (random(5)) {
    case 0:
      return {
        criteria: conditions.isInNamespace({ namespaces: [`space-${number}`] }),
        allows: one => one === number,
      };
    case 1:
      return {
        criteria: conditions.hasTag({ tags: [`tag-${number}`] }),
        allows: one => one === number,
      };
    case 2:
      return {
        criteria: conditions.hasLabel({ label: 'part', value: `${number}` }),
        allows: one => one === number,
      };
    case 3: {
      const type = TYPES[random(2)];
      return {
        criteria: conditions.isProvider({ types: [type] }),
        allows: (_, cluster) => cluster.type === type,
      };
    }
    default: {
      const names = [1, 2, 3].map(() => CLUSTERS[random(8)].name);
      return {
        criteria: conditions.isInCluster({ names }),
        allows: (_, { name }) => names.includes(name),
      };
    }
  }
}

function createPolicy(): Policy {
  const [one, two] = [createRule(), createRule()];
  return random(2)
    ? {
        criteria: { anyOf: [one.criteria, { not: two.criteria }] },
        allows: (...all) => one.allows(...all) || !two.allows(...all),
      }
    : {
        criteria: { allOf: [one.criteria, { not: two.criteria }] },
        allows: (...all) => one.allows(...all) && !two.allows(...all),
      };
}

const POLICIES: Policy[] = [
  ...Array.from({ length: 6 }, createPolicy),
  {
    criteria: conditions.isOwner({ owners: ['group:default/nobody'] }),
    allows: () => false,
  },
];

describe('what a policy on workloads denies', () => {
  const { decide, permissions, readEverything } = useGuardedBackend();
  const healthy = CLUSTERS.filter(({ name }) => name !== 'cedar');

  it.each(POLICIES)('is invisible everywhere: $criteria', async policy => {
    decide(undefined, policy.criteria);
    const replies = await readEverything();
    const shownOf = (cluster: (typeof CLUSTERS)[number]) =>
      [1, 2, 3].filter(number => policy.allows(number, cluster));
    const hidden = CLUSTERS.flatMap(cluster =>
      [1, 2, 3]
        .filter(number => !policy.allows(number, cluster))
        .map(number => `${cluster.name}-web-${number}`),
    );
    const leaks = replies.flatMap(({ body, place }) => {
      const text = JSON.stringify(body);
      return hidden
        .filter(name => text.includes(name))
        .map(name => ({ place, name }));
    });
    expect(leaks).toEqual([]);
    const bodyOf = (place: string) =>
      replies.find(reply => reply.place === place)!.body;
    const totalOf = (clusters: typeof CLUSTERS) =>
      clusters.flatMap(shownOf).length;

    const page = bodyOf('/api/infra-dashboard/workloads');
    expect(page.totalItems).toBe(totalOf(healthy));
    expect(page.items).toHaveLength(totalOf(healthy));
    const problems: ProblemPage = bodyOf('/api/infra-dashboard/problems');
    // One for each failed workload, which share no cause.
    expect(problems.counts['app-failed'] ?? 0).toBe(totalOf(healthy));
    expect(
      problems.items.filter(({ kind }) => kind === 'cluster-unreachable'),
    ).toMatchObject([{ cluster: 'cedar' }]);
    const changes: ChangePage = bodyOf('/api/infra-dashboard/changes');
    const changed = changes.items.filter(({ workload }) => workload);
    expect(changed).toHaveLength(totalOf(CLUSTERS));
    const clusters: ClusterStatus[] = bodyOf(
      '/api/infra-dashboard/clusters?include=nodes',
    ).items;
    expect(clusters).toHaveLength(CLUSTERS.length);
    for (const cluster of healthy) {
      const { name } = cluster;
      const { totals, nodes } = clusters.find(one => one.name === name)!;
      const { length: total } = shownOf(cluster);
      const counts = { total, ...(total > 0 && { failed: total }) };
      expect(totals.workloads).toEqual(counts);
      expect(nodes![0].workloads).toEqual(counts);
      const history = bodyOf(`/api/infra-dashboard/clusters/${name}/history`);
      const metrics = history.series.map((one: any) => one.metric);
      expect(metrics).toContain('memory');
      expect(metrics).not.toContain('workloads');
      const impact = bodyOf(
        `/api/infra-dashboard/clusters/${name}/nodes/${name}-node-1/impact`,
      );
      expect(impact.workloadsByHealth).toEqual(counts);
      expect(impact.workloads.total).toBe(total);
    }
    expect(
      bodyOf('/api/infra-dashboard/history?metric=workloads').items.flatMap(
        (one: any) => one.series,
      ),
    ).toEqual([]);
  });

  it('is reported where nothing is allowed, and no number stands for it', async () => {
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(({ permission }) => ({
        result:
          permission.resourceType === 'infra-workload'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    );
    const replies = await readEverything();
    const leaks = replies.filter(({ body }) =>
      /amber-web-\d/.test(JSON.stringify(body)),
    );
    expect(leaks).toEqual([]);
    const replyOf = (path: string) =>
      replies.find(({ place }) => place === `/api/infra-dashboard${path}`)!;
    for (const path of [
      '/workloads',
      '/workloads/amber/amber-web-1',
      '/clusters/amber/workloads',
      '/clusters/amber/nodes/amber-node-1/impact',
    ]) {
      const { body, status } = replyOf(path);
      expect([path, status, body.error.message]).toEqual([
        ...[path, 403],
        'Seeing workloads needs the permission infra-dashboard.workloads.read',
      ]);
    }
    const cluster: ClusterStatus = replyOf('/clusters/amber').body;
    expect(cluster.nodes).toHaveLength(2);
    expect(cluster.totals).not.toHaveProperty('workloads');
    expect(cluster.nodes![0]).not.toHaveProperty('workloads');
  });
});
