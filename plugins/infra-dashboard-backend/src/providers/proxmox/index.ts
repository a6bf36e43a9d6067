export { ProxmoxProvider, proxmoxProviderFactory } from './provider';
export type { ProxmoxConfig } from './config';
