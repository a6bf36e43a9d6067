import type { ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import { isRemembered, type Row } from './nodes';

interface Storage {
  name: string;
  type: string;
  content: string;
  pool?: string;
  shared: 0 | 1;
  available: boolean;
  used: number;
  total: number;
}

function storagesOf(cluster: ProxmoxCluster, node: ProxmoxNode): Storage[] {
  return [
    {
      name: 'local',
      type: 'dir',
      content: 'backup,iso,snippets,vztmpl',
      shared: 0,
      available: true,
      used: Math.round(node.disk * 0.3),
      total: node.disk,
    },
    ...cluster.sharedStorages.map(storage => ({
      ...storage,
      shared: 1 as const,
      used: Math.round(storage.used),
      total: Math.round(storage.total),
    })),
  ];
}

/** Rows of storages of `GET /cluster/resources`: each storage once per node. */
export function storageResources(cluster: ProxmoxCluster): Row[] {
  return cluster.nodes.flatMap(node => {
    const isKnown = node.state === 'online' || isRemembered(node);
    return storagesOf(cluster, node).map(storage => {
      const isAvailable = isKnown && storage.available;
      return {
        id: `storage/${node.name}/${storage.name}`,
        type: 'storage',
        storage: storage.name,
        node: node.name,
        shared: storage.shared,
        plugintype: storage.type,
        content: storage.content,
        status: isAvailable ? 'available' : 'unknown',
        ...(isAvailable && { disk: storage.used, maxdisk: storage.total }),
      };
    });
  });
}

/** `GET /nodes/{node}/storage` */
export function storageList(cluster: ProxmoxCluster, node: ProxmoxNode): Row[] {
  return storagesOf(cluster, node).map(
    ({ name, type, content, shared, available, used, total }) => ({
      storage: name,
      type,
      content,
      shared,
      enabled: 1,
      active: available ? 1 : 0,
      total: available ? total : 0,
      used: available ? used : 0,
      avail: available ? total - used : 0,
      ...(available && { used_fraction: used / total }),
    }),
  );
}

/** What the configuration of a storage names as the origin of its space. */
function originOf(cluster: ProxmoxCluster, storage: Storage): Row {
  const { name, pool, type } = storage;
  switch (type) {
    case 'dir':
      return { path: '/var/lib/vz' };
    case 'nfs':
      return {
        server: '10.99.7.250',
        export: `/export/${name}`,
        path: `/mnt/pve/${name}`,
      };
    case 'rbd':
      return { pool: pool ?? name, krbd: 0 };
    case 'pbs':
      return {
        ...{ server: '10.99.7.251', datastore: cluster.name },
        ...{ username: 'backup@pbs', 'prune-backups': 'keep-all=1' },
      };
    default:
      return {};
  }
}

/** `GET /storage`: the configuration of all storages. */
export function storageConfig(cluster: ProxmoxCluster): Row[] {
  return storagesOf(cluster, cluster.nodes[0]).map(storage => ({
    storage: storage.name,
    type: storage.type,
    content: storage.content,
    shared: storage.shared,
    digest: '8fa082994b4cf00a5677e615c7d832fdd884d69e',
    ...originOf(cluster, storage),
  }));
}
