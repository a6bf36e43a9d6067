import {
  formatMessage,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessages } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { createSource } from './__testUtils__/createSource';
import { findHostedNodes } from './findHostedNodes';
import { MachineFinder } from './MachineFinder';
import { swapUuid } from './uuid';

const UUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const HEX = UUID.replaceAll('-', '');

/** The workloads of all records. */
const all: Workload[] = [];

function record(
  name: string,
  options: {
    type: string;
    items?: Workload[];
    nodes?: NodeStatus[];
    displayName?: string;
  },
): ClusterRecord {
  const { type, items, nodes = [], displayName } = options;
  all.push(...(items ?? []));
  return {
    entry: { name, type } as ClusterRecord['entry'],
    workloadTypes: new Map(
      (type === 'kubernetes' ? [] : ['qemu', 'instance']).map(one => [
        one,
        { type: one, title: one, role: 'machine' },
      ]),
    ),
    snapshot: {
      name,
      topology: {
        data: { name, displayName, nodes, health: 'healthy' } as never,
      },
      workloads: items ? { data: {} } : {},
    },
  };
}

const guest = (cluster: string, vmid: number, more: Partial<Workload> = {}) =>
  fakeWorkload(cluster, `vm-${vmid}`, {
    id: `${cluster}/qemu/${vmid}`,
    provider: 'proxmox',
    type: 'qemu',
    metadata: { vmid: `${vmid}`, ...more.metadata },
    ...more,
  });

const instance = (id: string, more: Partial<Workload> = {}) =>
  fakeWorkload('os', `server-${id.slice(0, 4)}`, {
    id,
    provider: 'openstack',
    type: 'instance',
    ...more,
  });

const worker = (
  metadata: Record<string, string>,
  more: Partial<NodeStatus> = {},
): NodeStatus => ({
  ...fakeNode('k8s', 'worker-1'),
  provider: 'kubernetes',
  metadata,
  ...more,
});

const clusters = [
  record('pve-a', {
    type: 'proxmox',
    displayName: 'datacenter-a',
    items: [
      guest('pve-a', 100, { addresses: ['10.0.0.5', '192.168.1.9'] }),
      guest('pve-a', 101, { name: 'worker-1', addresses: ['192.168.1.7'] }),
      guest('pve-a', 102, {
        metadata: { vmid: '102', smbiosUuid: UUID },
      }),
      guest('pve-a', 103, { template: true, addresses: ['10.0.0.99'] }),
    ],
  }),
  record('pve-b', {
    type: 'proxmox',
    items: [
      guest('pve-b', 100, { addresses: ['192.168.1.9'] }),
      guest('pve-b', 101, { addresses: ['192.168.1.7'] }),
    ],
  }),
  record('os', {
    type: 'openstack',
    items: [
      instance('11111111-2222-4333-8444-555555555555', {
        addresses: ['10.0.0.6'],
      }),
    ],
  }),
  record('never-read', { type: 'openstack' }),
  record('k8s', {
    type: 'kubernetes',
    items: [
      fakeWorkload('k8s', 'pod', {
        provider: 'kubernetes',
        addresses: ['10.0.0.5'],
      }),
    ],
  }),
];

describe('MachineFinder', () => {
  it.each<[string, NodeStatus, string | undefined]>([
    [
      'openstack:///<uuid>',
      worker({
        providerID: 'openstack:///11111111-2222-4333-8444-555555555555',
      }),
      'os/server-1111 provider-id certain',
    ],
    [
      'openstack://region/<uuid>, in upper case and without dashes',
      worker({
        providerID: 'openstack://eu-1/11111111222243338444555555555555'.replace(
          /1{8}/,
          word => word.toUpperCase(),
        ),
      }),
      'os/server-1111 provider-id certain',
    ],
    [
      'proxmox://<cluster>/<vmid> by the name of the provider',
      worker({ providerID: 'proxmox://pve-b/100' }),
      'pve-b/vm-100 provider-id certain',
    ],
    [
      'proxmox://<cluster>/<vmid> by the name that PVE itself has for the cluster',
      worker({ providerID: 'proxmox://Datacenter-A/100' }),
      'pve-a/vm-100 provider-id certain',
    ],
    [
      'a vmid in a cluster of another name, where the name of the guest is the same',
      worker({ providerID: 'proxmox://region-1/101' }),
      'pve-a/worker-1 provider-id likely',
    ],
    [
      'no vmid alone, since every cluster has one',
      worker({ providerID: 'proxmox://region-1/100' }),
      undefined,
    ],
    [
      'proxmox://<smbios uuid>',
      worker({ providerID: `proxmox://${UUID}` }),
      'pve-a/vm-102 provider-id certain',
    ],
    [
      'the system UUID',
      worker({ systemUUID: UUID.toUpperCase() }),
      'pve-a/vm-102 system-uuid certain',
    ],
    [
      'the system UUID with its first bytes swapped, as some firmware has it',
      worker({ systemUUID: swapUuid(HEX) }),
      'pve-a/vm-102 system-uuid certain',
    ],
    [
      'no system UUID that boards without one share',
      worker({ systemUUID: '03000200-0400-0500-0006-000700080009' }),
      undefined,
    ],
    [
      'an address that only one machine has',
      worker({}, { addresses: ['10.0.0.6'] }),
      'os/server-1111 address likely',
    ],
    [
      'an address where the node is named by its distribution only',
      worker({ providerID: 'k3s://worker-1' }, { addresses: ['10.0.0.6'] }),
      'os/server-1111 address likely',
    ],
    [
      'no address that two machines have',
      worker({}, { addresses: ['192.168.1.9'] }),
      undefined,
    ],
    [
      'of two machines with the address the one of the same name',
      worker({}, { addresses: ['192.168.1.7'] }),
      'pve-a/worker-1 address likely',
    ],
    [
      'no address of a node on bare metal',
      worker(
        { providerID: 'metal3://ns/host/machine' },
        { addresses: ['10.0.0.6'] },
      ),
      undefined,
    ],
    [
      'no address of a node in another cloud',
      worker(
        { providerID: 'aws:///eu-west-1a/i-0abcdef' },
        { addresses: ['10.0.0.6'] },
      ),
      undefined,
    ],
    [
      'no address of another platform than the provider id names',
      worker(
        { providerID: 'proxmox://region-1/999' },
        { addresses: ['10.0.0.6'] },
      ),
      undefined,
    ],
    [
      'no address of an instance with another id than the provider id names',
      worker(
        { providerID: 'openstack:///99999999-2222-4333-8444-555555555555' },
        { addresses: ['10.0.0.6'] },
      ),
      undefined,
    ],
    [
      'an address of a guest of the named platform whose UUID is not known',
      worker(
        { providerID: 'proxmox://99999999-2222-4333-8444-555555555555' },
        { addresses: ['10.0.0.5'] },
      ),
      'pve-a/vm-100 address likely',
    ],
    [
      'no template and no local address',
      worker({}, { addresses: ['10.0.0.99', '127.0.0.1', 'fe80::1'] }),
      undefined,
    ],
    ['nothing where nothing is known', worker({}), undefined],
  ])('takes %s', async (_title, node, expected) => {
    const link = new MachineFinder(clusters, all).find(node);
    const text =
      link &&
      `${link.machine.cluster}/${link.machine.name} ${link.evidence.kind} ${link.evidence.confidence}`;
    expect(text).toBe(expected);
    // And the other way round.
    const nodes = [node];
    const records = [
      ...clusters.slice(0, -1),
      record('k8s', { type: 'kubernetes', items: [], nodes }),
    ];
    const hosted = await findHostedNodes(all, {
      ...{ records, source: createSource(all) },
    });
    expect(hosted.map(({ link: one }) => one.machine)).toEqual(
      link ? [link.machine] : [],
    );
  });

  it('gives evidence that can be translated', () => {
    const finder = new MachineFinder(clusters, all);
    const { evidence } = finder.find(
      worker({ providerID: 'proxmox://pve-b/100' }),
    )!;
    expect(evidence).toEqual({
      kind: 'provider-id',
      confidence: 'certain',
      message: 'The provider id names the cluster pve-b and the id 100',
      messageCode: 'evidence-cluster-and-id',
      params: { cluster: 'pve-b', id: '100' },
    });
    expect(
      formatMessage(coreMessages.de, evidence.messageCode!, evidence.params),
    ).toBe('Die Provider-ID nennt den Cluster pve-b und die ID 100');
  });

  it('gives no evidence out of clusters that are not given', () => {
    const node = worker({ providerID: 'proxmox://pve-b/100' });
    const some = clusters.filter(({ snapshot }) => snapshot.name !== 'pve-b');
    expect(new MachineFinder(some, all).find(node)).toBeUndefined();
  });
});
