import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { NestedNodes } from '../inventory/NestedNodes';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { createSource } from './__testUtils__/createSource';
import { findHostedNodes } from './findHostedNodes';
import { MachineFinder } from './MachineFinder';

function record(
  name: string,
  data: { displayName?: string; nodes?: NodeStatus[]; uids?: string[] },
): ClusterRecord {
  const type = name === 'k8s' ? 'kubernetes' : 'proxmox';
  return {
    entry: { name, type, enabled: true } as ClusterRecord['entry'],
    workloadTypes: new Map([
      type === 'kubernetes'
        ? ['pod', { type: 'pod', title: 'Pod', role: 'replica' }]
        : ['qemu', { type: 'qemu', title: 'VM', role: 'machine' }],
    ]),
    snapshot: {
      name,
      topology: { data: { nodes: [], health: 'healthy', ...data } as never },
      workloads: { data: {} as never },
    },
  };
}

const guest = (cluster: string, vmid: number): Workload =>
  fakeWorkload(cluster, `vm-${vmid}`, {
    ...{ id: `${cluster}/qemu/${vmid}`, provider: 'proxmox', type: 'qemu' },
    addresses: ['10.7.0.7'],
  });

const worker = (more: Partial<NodeStatus>): NodeStatus => ({
  ...{ ...fakeNode('k8s', 'worker-1'), provider: 'kubernetes' },
  ...more,
});

describe('machines of a cluster that is configured twice', () => {
  const names = ['dc', 'dc-again'];
  const twice = names.map(name =>
    record(name, { displayName: 'dc', uids: ['f1', `f-${name}`] }),
  );
  const items = names.map(name => guest(name, 7));

  it.each([
    ['name and id', worker({ metadata: { providerID: 'proxmox://dc/7' } })],
    [
      'id',
      worker({
        ...{ name: 'vm-7', metadata: { providerID: 'proxmox://other/7' } },
      }),
    ],
    ['address', worker({ addresses: ['10.7.0.7'] })],
  ])('are found by %s, for each entry', async (_title, node) => {
    expect(new MachineFinder(twice, items).find(node)?.machine).toBe(items[0]);
    const records = [...twice, record('k8s', { nodes: [node] })];
    for (const item of items) {
      const source = createSource(items);
      const hosted = await findHostedNodes([item], { records, source });
      expect(hosted.map(({ link }) => link.machine)).toEqual([item]);
    }
  });

  it('stay two where two of them have one address', () => {
    const finder = new MachineFinder(twice, [...items, guest('dc', 8)]);
    const node = worker({ addresses: ['10.7.0.7'] });
    expect(finder.find(node)).toBeUndefined();
  });

  it('count in the entry that the caller may see', async () => {
    const node = worker({ addresses: ['10.7.0.7'] });
    const k8s = record('k8s', { nodes: [node] });
    const records = [...twice, k8s];
    const lists = { withKeys: async () => items };
    const nested = new NestedNodes({
      records: () => records,
      listsOf: () => ({ lists, options: { clusters: [] } } as never),
    });
    const hostOf = async (seen: ClusterRecord[]) =>
      (await nested.of(seen)).get('k8s')?.map(({ cluster }) => cluster);
    expect(await hostOf(records)).toEqual(['dc']);
    expect(await hostOf([twice[1], k8s])).toEqual(['dc-again']);
    expect(await hostOf([k8s])).toBeUndefined();
  });
});
