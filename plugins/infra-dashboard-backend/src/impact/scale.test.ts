import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { ALL_ENTITIES } from '../permissions/VisibleEntities';
import { createSource } from './__testUtils__/createSource';
import { composeImpact } from './composeImpact';

const workloads: Workload[] = [];

function record(
  name: string,
  type: string,
  size: { nodes: number; perNode: number },
): ClusterRecord {
  const isKubernetes = type === 'kubernetes';
  const number = name.split('-')[1];
  const nodes = Array.from({ length: size.nodes }, (_, index) => ({
    ...fakeNode(name, `${name}-node-${index}`),
    provider: type,
    ...(isKubernetes && {
      metadata: { providerID: `proxmox://pve-${number}/${index + 1}` },
    }),
  }));
  const items = nodes.flatMap((node, nodeIndex) =>
    Array.from({ length: size.perNode }, (_, index) => {
      const vmid = nodeIndex * size.perNode + index + 1;
      return fakeWorkload(name, `w-${vmid}`, {
        id: `${name}/${vmid}`,
        provider: type,
        type: isKubernetes ? 'pod' : 'qemu',
        node: node.name,
        metadata: isKubernetes ? {} : { vmid: String(vmid) },
        addresses: [`10.${number}.${vmid % 250}.${vmid % 200}`],
        ...(isKubernetes && {
          namespace: 'shop',
          owner: { kind: 'Deployment', name: `d-${vmid % 50}` },
        }),
        entityRefs: [`component:default/c-${vmid % 500}`],
        ownerRef: `group:default/g-${vmid % 20}`,
      });
    }),
  );
  workloads.push(...items);
  return {
    entry: { name, type, enabled: true } as ClusterRecord['entry'],
    workloadTypes: new Map(
      [
        ['pod', { type: 'pod', title: 'Pod', role: 'replica' }],
        ['qemu', { type: 'qemu', title: 'VM', role: 'machine' }],
      ].slice(isKubernetes ? 0 : 1, isKubernetes ? 1 : 2) as never,
    ),
    snapshot: {
      name,
      topology: { data: { name, nodes, health: 'healthy' } as never },
      workloads: { data: {} },
    },
  };
}

describe('composeImpact at size', () => {
  it('finds the impact of one hypervisor of 10,000 nodes and 60,000 workloads, in bounded lists', async () => {
    const records = Array.from({ length: 50 }, (_, index) => [
      record(`pve-${index}`, 'proxmox', { nodes: 10, perNode: 20 }),
      record(`k8s-${index}`, 'kubernetes', { nodes: 200, perNode: 5 }),
    ]).flat();
    const [pve] = records;
    const options = {
      ...{ records, source: createSource(workloads) },
      record: pve,
      node: pve.snapshot.topology.data!.nodes[3],
      ownerOf: () => undefined,
      entities: ALL_ENTITIES,
    };
    // Some 20 ms on an idle machine; quadratic work would not end within the test's time.
    const impact = await composeImpact(options);
    // Twenty guests, each a node of k8s-0 with five pods.
    expect(impact.nodes.total).toBe(20);
    expect(impact.workloads.total).toBe(120);
    expect(impact.workloads.items).toHaveLength(100);
    expect(
      new Set(impact.nodes.items.map(({ machine }) => machine.cluster)),
    ).toEqual(new Set(['pve-0']));
    expect(impact.deployments.items).toHaveLength(50);
    for (const { elsewhere, affected } of impact.deployments.items) {
      expect(elsewhere + affected).toBe(20);
    }
  });
});
