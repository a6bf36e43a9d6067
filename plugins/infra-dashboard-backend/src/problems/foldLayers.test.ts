import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { createSource } from '../impact/__testUtils__/createSource';
import { foldLayers } from './foldLayers';
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
    });
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
