import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The platforms of the demo fleet, as returned by `GET /platforms`. */
export const FAKE_PLATFORMS: PlatformDescriptor[] = [
  {
    type: 'kubernetes',
    title: 'Kubernetes',
    icon: 'steering-2',
    terms: {
      cluster: 'cluster',
      node: 'node',
      namespace: 'namespace',
      requested: 'requested',
    },
    workloadTypes: [
      { type: 'deployment', title: 'Deployment', role: 'app' },
      { type: 'pod', title: 'Pod', role: 'replica' },
    ],
    columns: [
      'cluster',
      'namespace',
      'node',
      'ready',
      'restarts',
      'cpu',
      'memory',
      'uptime',
    ],
    fields: [
      {
        key: 'url',
        label: 'API server URL',
        required: true,
        example: 'https://k8s.example:6443',
      },
      {
        key: 'serviceAccountToken',
        label: 'Service account token',
        type: 'secret',
      },
    ],
  },
  {
    type: 'openstack',
    title: 'OpenStack',
    icon: 'cloud',
    terms: {
      cluster: 'region',
      node: 'hypervisor',
      namespace: 'project',
      requested: 'allocated',
    },
    workloadTypes: [{ type: 'instance', title: 'Instance', role: 'machine' }],
    facts: {
      region: { title: 'Region', isHighlight: true },
      flavor: { title: 'Flavor', isColumn: true },
    },
    columns: [
      'cluster',
      'namespace',
      'node',
      'addresses',
      'flavor',
      'cpu',
      'memory',
      'created',
    ],
    fields: [
      {
        key: 'authUrl',
        label: 'Keystone URL',
        required: true,
        example: 'https://keystone.example/v3',
      },
    ],
  },
  {
    type: 'proxmox',
    title: 'Proxmox VE',
    icon: 'server',
    terms: {
      cluster: 'cluster',
      node: 'node',
      namespace: 'pool',
      requested: 'requested',
    },
    workloadTypes: [
      { type: 'qemu', title: 'Virtual machine', role: 'machine' },
      { type: 'lxc', title: 'Container (LXC)', role: 'machine' },
    ],
    facts: {
      quorate: { title: 'Quorum', isHighlight: true },
      cephHealth: { title: 'Ceph health', isHighlight: true },
      cephTotal: { title: 'Ceph capacity', isHighlight: true, unit: 'bytes' },
      cephUsed: { title: 'Ceph used', isHighlight: true, unit: 'bytes' },
      cephAvail: { title: 'Ceph free', isHighlight: true, unit: 'bytes' },
      pveVersion: { title: 'PVE version' },
      vmid: { title: 'VM ID', isColumn: true },
    },
    columns: ['cluster', 'vmid', 'node', 'cpu', 'memory', 'storage', 'uptime'],
    fields: [
      {
        key: 'url',
        label: 'API URL',
        required: true,
        example: 'https://pve1.example:8006',
      },
      {
        key: 'tokenId',
        label: 'Token ID',
        required: true,
        example: 'backstage@pve!portal',
      },
      { key: 'tokenSecret', label: 'Token secret', type: 'secret' },
      {
        key: 'fingerprint',
        label: 'Certificate fingerprint',
        example: 'AB:CD:…',
      },
    ],
  },
];
