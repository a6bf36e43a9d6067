import type { PlatformSupport } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** End of life of Proxmox VE; that of version 9 is not announced yet. */
export const support: PlatformSupport = {
  source: 'https://pve.proxmox.com/wiki/FAQ',
  readAt: '2026-11-27',
  ends: { '7': '2024-07-31', '8': '2026-08-31' },
};
