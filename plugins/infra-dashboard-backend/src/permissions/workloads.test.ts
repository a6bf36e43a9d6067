import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ChangePage,
  ClusterStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { CLUSTERS, type Criteria } from './__testUtils__/createPolicy';
import { useGuardedBackend } from './__testUtils__/useGuardedBackend';
import { infraWorkloadConditions as conditions } from './workloadRules';

jest.setTimeout(120_000);

/** Policies, and which of the three workloads of each cluster they allow. */
const POLICIES: Array<{ criteria: Criteria; visible: number[] }> = [
  {
    criteria: conditions.isInNamespace({ namespaces: ['space-1'] }),
    visible: [1],
  },
  {
    criteria: conditions.hasTag({ tags: ['tag-1', 'tag-3'] }),
    visible: [1, 3],
  },
  {
    criteria: { not: conditions.hasLabel({ label: 'part', value: '3' }) },
    visible: [1, 2],
  },
  {
    criteria: {
      allOf: [
        conditions.isProvider({ types: ['nomad', 'rack'] }),
        conditions.isOwner({ owners: ['group:default/nobody'] }),
      ],
    },
    visible: [],
  },
];

describe('what a policy on workloads denies', () => {
  const { decide, permissions, readEverything } = useGuardedBackend();
  const healthy = CLUSTERS.filter(({ name }) => name !== 'cedar');

  it.each(POLICIES)('is invisible everywhere: $visible', async policy => {
    const { criteria, visible } = policy;
    decide(undefined, criteria);
    const replies = await readEverything();
    const hidden = [1, 2, 3].filter(one => !visible.includes(one));
    const words = new RegExp(hidden.map(one => `-web-${one}`).join('|'));
    expect(
      replies.filter(({ body }) => words.test(JSON.stringify(body))),
    ).toEqual([]);
    const bodyOf = (place: string) =>
      replies.find(reply => reply.place === place)!.body;

    const page = bodyOf('/api/infra-dashboard/workloads');
    expect(page.totalItems).toBe(healthy.length * visible.length);
    expect(page.items).toHaveLength(healthy.length * visible.length);
    const changes: ChangePage = bodyOf('/api/infra-dashboard/changes');
    const changed = changes.items.filter(({ workload }) => workload);
    expect(changed).toHaveLength(CLUSTERS.length * visible.length);
    const clusters: ClusterStatus[] = bodyOf(
      '/api/infra-dashboard/clusters?include=nodes',
    ).items;
    expect(clusters).toHaveLength(CLUSTERS.length);
    for (const { name } of healthy) {
      for (const number of [1, 2, 3]) {
        const path = `/workloads/${name}/${name}-web-${number}`;
        const query = 'include=detail,events';
        const { detail } = bodyOf(`/api/infra-dashboard${path}?${query}`);
        expect([path, detail?.commands]).toEqual([
          path,
          visible.includes(number) ? [`show ${name}-web-${number}`] : undefined,
        ]);
      }
      const { totals, nodes } = clusters.find(one => one.name === name)!;
      const counts = visible.length
        ? { total: visible.length, failed: visible.length }
        : { total: 0 };
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
      expect(impact.workloads.total).toBe(visible.length);
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
    const bodies = replies.map(({ body }) => body);
    expect(JSON.stringify(bodies)).not.toMatch(/amber-web/);
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
