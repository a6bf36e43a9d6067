/** How a platform and its nodes are called in entities. */
export interface PlatformNames {
  title: string;
  clusterType: string;
  nodeType: string;
  nodeTitle: string;
}

const BUILT_IN: Record<string, PlatformNames> = {
  proxmox: {
    title: 'Proxmox VE',
    clusterType: 'proxmox-cluster',
    nodeType: 'proxmox-node',
    nodeTitle: 'node',
  },
  kubernetes: {
    title: 'Kubernetes',
    clusterType: 'kubernetes-cluster',
    nodeType: 'kubernetes-node',
    nodeTitle: 'node',
  },
  openstack: {
    title: 'OpenStack',
    clusterType: 'openstack-cluster',
    nodeType: 'openstack-hypervisor',
    nodeTitle: 'hypervisor',
  },
};

/** Names of a built-in platform, or of one that another module adds. */
export function platformNames(type: string): PlatformNames {
  if (Object.hasOwn(BUILT_IN, type)) return BUILT_IN[type];
  return {
    title: type,
    clusterType: `${type}-cluster`,
    nodeType: `${type}-node`,
    nodeTitle: 'node',
  };
}
