export * from './base';
export * from './fleet';
export * from './kubernetes';
export * from './openstack';
export * from './proxmox';
