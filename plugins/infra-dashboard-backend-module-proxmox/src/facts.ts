import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the metadata of clusters, nodes and workloads holds. */
export const facts = defineFacts({
  topology: {
    title: 'Topology',
    de: 'Topologie',
    fr: 'Topologie',
    isHighlight: true,
  },
  quorate: { title: 'Quorum', de: 'Quorum', fr: 'Quorum', isHighlight: true },
  cephHealth: {
    title: 'Ceph health',
    de: 'Ceph-Zustand',
    fr: 'État de Ceph',
    isHighlight: true,
  },
  cephTotal: {
    title: 'Ceph capacity',
    de: 'Ceph-Kapazität',
    fr: 'Capacité Ceph',
    isHighlight: true,
    unit: 'bytes',
  },
  cephUsed: {
    title: 'Ceph used',
    de: 'Ceph genutzt',
    fr: 'Ceph utilisé',
    isHighlight: true,
    unit: 'bytes',
  },
  cephAvail: {
    title: 'Ceph free',
    de: 'Ceph frei',
    fr: 'Ceph libre',
    isHighlight: true,
    unit: 'bytes',
  },
  pveVersion: { title: 'PVE version', de: 'PVE-Version', fr: 'Version de PVE' },
  pveId: { title: 'Node ID', de: 'Node-ID', fr: 'ID du nœud' },
  vmid: { title: 'VM ID', de: 'VM-ID', fr: 'ID de VM', isColumn: true },
});
