import {
  withPercentage,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

const TIB = 2 ** 40;

const COMMON = { cluster: 'pve-paris', provider: 'proxmox' };

/** Storages of the simulator's demo fleet: shared, local, almost full, unknown. */
export const demoStorages: StorageStatus[] = [
  {
    ...COMMON,
    ...{ id: 'pve-paris/storage/ceph-vm', name: 'ceph-vm', type: 'rbd' },
    ...{ health: 'healthy', shared: true, backing: 'rbd:vm' },
    nodes: ['pve1', 'pve2', 'pve3'],
    content: ['images', 'rootdir'],
    space: withPercentage({ used: 5.2 * TIB, total: 12 * TIB }),
  },
  {
    ...COMMON,
    ...{ id: 'pve-paris/storage/pbs-paris', name: 'pbs-paris', type: 'pbs' },
    ...{ health: 'degraded', reasonCode: 'storage-almost-full' },
    statusReason: '96% of the space is used',
    reasonParams: { percent: 96 },
    ...{ shared: true, nodes: ['pve1', 'pve2', 'pve3'], content: ['backup'] },
    space: withPercentage({ used: 38.7 * TIB, total: 40 * TIB }),
  },
  ...(['pve1', 'pve2', 'pve3'] as const).map(
    (node): StorageStatus => ({
      ...COMMON,
      ...{ id: `pve-paris/storage/${node}/local`, name: 'local', type: 'dir' },
      health: node === 'pve3' ? 'unknown' : 'healthy',
      ...{ shared: false, nodes: [node], content: ['iso', 'vztmpl'] },
      space: node === 'pve3' ? {} : withPercentage({ used: 3e10, total: 1e11 }),
    }),
  ),
  {
    ...{ id: 'k8s-prod/storageclass/fast', name: 'fast', cluster: 'k8s-prod' },
    ...{ provider: 'kubernetes', type: 'csi.example.com', health: 'healthy' },
    space: { total: 2 * TIB, requested: 1.5 * TIB },
  },
];
