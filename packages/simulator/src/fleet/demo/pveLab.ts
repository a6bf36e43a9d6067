import { GIB, type ClusterInput } from '../schema';

/** One node by itself, on Proxmox VE 9. */
export const pveLab: ClusterInput = {
  name: 'pve-lab',
  type: 'proxmox',
  standalone: true,
  version: '9.2.3',
  nodes: [
    {
      name: 'pve',
      cores: 8,
      memory: 32 * GIB,
      load: 0.07,
      memoryLoad: 0.35,
    },
  ],
  workloads: [
    { vmid: 100, name: 'home-assistant', node: 'pve', load: 0.05 },
    {
      vmid: 101,
      name: 'scratch',
      node: 'pve',
      kind: 'lxc',
      cores: 0.5,
      memory: GIB,
      disk: 8 * GIB,
    },
  ],
};
