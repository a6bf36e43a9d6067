export { ProxmoxProvider, proxmoxProviderFactory } from './provider';
export { proxmoxConfigSchema, type ProxmoxConfig } from './config';
