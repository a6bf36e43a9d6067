import type { ProxmoxCluster } from '../fleet/schema';

/** Proxmox VE 9 has fields and row types of its own. */
export function isVersion9({ version }: ProxmoxCluster): boolean {
  return Number(version.split('.')[0]) >= 9;
}

/** `GET /version` */
export function versionOf(cluster: ProxmoxCluster) {
  const { version } = cluster;
  return {
    version,
    release: version.split('.').slice(0, 2).join('.'),
    repoid: isVersion9(cluster) ? '14a22df35955d97d' : '2606ac85',
  };
}
