import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { createSource } from '../impact/__testUtils__/createSource';
import { concerns } from './concerns';
import { filterProblems } from './filterProblems';
import { foldLayers } from './foldLayers';
import { pageProblems } from './pageProblems';
import type { ClusterProblem } from './types';

const UUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

const machine = fakeWorkload('racks', 'worker-1', {
  ...{ id: UUID, type: 'vm', node: 'rack-1', ownerRef: 'group:default/k8s' },
});
const pod = fakeWorkload('pods', 'web', {
  ...{ node: 'worker-1', ownerRef: 'group:default/web' },
  entityRefs: ['component:default/web'],
});
const worker: NodeStatus = {
  ...fakeNode('pods', 'worker-1'),
  metadata: { systemUUID: UUID },
};

function record(
  name: string,
  options: {
    machineTypes: string[];
    nodes: NodeStatus[];
  },
): ClusterRecord {
  const { machineTypes, nodes } = options;
  return {
    entry: { name, type: name } as ClusterRecord['entry'],
    workloadTypes: new Map(
      machineTypes.map(type => [type, { type, title: type, role: 'machine' }]),
    ),
    snapshot: {
      name,
      topology: { data: { nodes, health: 'degraded' } as never },
      workloads: { data: {} },
    },
  };
}

const racks = record('racks', {
  ...{ machineTypes: ['vm'], nodes: [] },
});
const pods = record('pods', {
  ...{ machineTypes: [], nodes: [worker] },
});

const down = (cluster: string, node: string, affected: (typeof pod)[]) =>
  ({
    ...{ id: node, kind: 'node-down', severity: 'critical', count: 1 },
    ...{ cluster, node, provider: cluster, affected },
    ...{ affectedTotal: affected.length, entityRefs: [] },
    ownerRefs: [`group:default/${cluster}`],
  } as ClusterProblem);

describe('foldLayers', () => {
  const host = down('racks', 'rack-1', [machine]);
  const nested = down('pods', 'worker-1', [pod]);

  it('makes one problem of a dead host and the node that is its machine', async () => {
    const [one, ...others] = await foldLayers(
      [host, nested],
      [racks, pods],
      createSource([machine, pod]),
    );
    expect(others).toEqual([]);
    expect(one).toEqual({
      ...{ ...host, affected: [machine, pod], affectedTotal: 2 },
      ownerRefs: ['racks', 'pods', 'k8s', 'web'].map(
        name => `group:default/${name}`,
      ),
      entityRefs: ['component:default/web'],
      folded: [{ cluster: 'pods', provider: 'pods', node: 'worker-1' }],
      replaces: [{ id: nested.id }],
    });
  });

  it('still shows the node in its own cluster', async () => {
    const problems = await foldLayers(
      [host, nested],
      [racks, pods],
      createSource([machine, pod]),
    );
    const count = async (query: object) =>
      (await filterProblems(problems, query)).length;
    for (const [query, found] of [
      [{ cluster: 'pods' }, 1],
      [{ cluster: 'racks' }, 1],
      [{ provider: 'pods', node: 'worker-1' }, 1],
      [{ q: 'pods worker-1' }, 1],
      // Of two places, neither is asked for.
      [{ cluster: 'pods', node: 'rack-1' }, 0],
      [{ cluster: 'others' }, 0],
    ] as const) {
      expect([query, await count(query)]).toEqual([query, found]);
    }
    const { items } = await pageProblems(problems, {});
    expect(items[0]).not.toHaveProperty('folded');
    const [onNode] = problems;
    expect(concerns(pod, onNode)).toBe(true);
    expect(concerns({ ...pod, id: 'new' }, onNode)).toBe(true);
    const elsewhere = { ...pod, id: 'new', node: 'worker-2' };
    expect(concerns(elsewhere, onNode)).toBe(false);
    // A node of the same name is another one.
    expect(concerns({ ...elsewhere, node: 'rack-1' }, onNode)).toBe(false);
  });

  it('shows the node alone to who may not see the cluster of its host', async () => {
    const source = createSource([pod]);
    const problems = await foldLayers([nested], [pods], source);
    expect(problems).toEqual([nested]);
    expect(await filterProblems(problems, { cluster: 'pods' })).toHaveLength(1);
  });

  it('makes one problem of dead hosts and a cluster that is all on them', async () => {
    const other = 'ffffffff-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const dead = (node: NodeStatus): NodeStatus => ({
      ...{ ...node, health: 'failed', status: 'offline' },
    });
    const second: NodeStatus = {
      ...fakeNode('pods', 'worker-2'),
      metadata: { systemUUID: other },
    };
    const spare = fakeWorkload('racks', 'worker-2', {
      ...{ id: other, type: 'vm', node: 'rack-2' },
    });
    const job = fakeWorkload('pods', 'job', { node: 'worker-2' });
    const failed: ClusterProblem = {
      ...{ ...nested, id: 'health', kind: 'cluster-failed', node: undefined },
      ...{ affected: [pod, job], affectedTotal: 2 },
    };
    const whole = record('pods', {
      ...{ machineTypes: [], nodes: [dead(worker), dead(second)] },
    });
    const source = createSource([machine, spare, pod, job]);
    const hosts = [host, down('racks', 'rack-2', [spare])];
    const [one, two, ...others] = await foldLayers(
      [...hosts, failed],
      [racks, whole],
      source,
    );
    expect(others).toEqual([]);
    expect([one.affected, two.affected]).toEqual([
      [machine, pod],
      [spare, job],
    ]);
    expect([one, two].map(({ folded }) => folded?.map(at => at.node))).toEqual([
      ['worker-1'],
      ['worker-2'],
    ]);
    // The other host is alive.
    const partly = [host, failed];
    expect(await foldLayers(partly, [racks, whole], source)).toEqual(partly);
    // It failed for another cause: its nodes live.
    const alive = record('pods', { machineTypes: [], nodes: [worker, second] });
    const apart = [...hosts, failed];
    expect(await foldLayers(apart, [racks, alive], source)).toEqual(apart);
  });

  it('leaves apart what is not known to be one', async () => {
    const elsewhere = down('racks', 'rack-2', []);
    const all = [machine, pod];
    for (const [problems, shown] of [
      [[elsewhere, nested], all],
      // The caller may not see the machine.
      [[host, nested], [pod]],
      [[nested], all],
    ] as const) {
      const source = createSource(shown);
      expect(await foldLayers(problems, [racks, pods], source)).toEqual(
        problems,
      );
    }
  });
});
