import { GIB, type ClusterInput } from '../schema';

const TIB = 1024 * GIB;

/** A region without admin rights, where hosts are hidden. */
export const osUs: ClusterInput = {
  name: 'os-us',
  type: 'openstack',
  region: 'us-1',
  admin: false,
  nodes: [
    {
      name: 'compute-1.us.example',
      cores: 64,
      memory: 512 * GIB,
      disk: 4 * TIB,
    },
  ],
  workloads: [
    {
      name: 'shop-us-1',
      node: 'compute-1.us.example',
      cores: 4,
      memory: 8 * GIB,
      project: 'demo',
      metadata: { component: 'web-shop' },
    },
    {
      name: 'shop-us-2',
      node: 'compute-1.us.example',
      cores: 4,
      memory: 8 * GIB,
      project: 'demo',
      metadata: { component: 'web-shop' },
    },
  ],
};
