import { address, digest, mac, uuid } from '../../fleet/derive';
import type { Instance } from '../../fleet/schema';
import { CREDENTIALS } from '../../server/credentials';
import { GIB, MIB } from '../allocations';
import { hostId, projectId, serverId, serviceHost, userId } from '../ids';
import type { NovaRequest } from './request';

export const CREATED = '2026-11-01T08:00:00Z';
const LAUNCHED = '2026-11-01T08:00:40.000000';

const VM_STATES: Record<string, string> = {
  ACTIVE: 'active',
  BUILD: 'building',
  DELETED: 'deleted',
  ERROR: 'error',
  MIGRATING: 'active',
  PAUSED: 'paused',
  REBOOT: 'active',
  RESCUE: 'rescued',
  RESIZE: 'active',
  SHELVED: 'shelved',
  SHELVED_OFFLOADED: 'shelved_offloaded',
  SHUTOFF: 'stopped',
  SOFT_DELETED: 'soft-delete',
  SUSPENDED: 'suspended',
  VERIFY_RESIZE: 'resized',
};

const IN_PROGRESS = new Set([
  'ACTIVE',
  'BUILD',
  'MIGRATING',
  'REBUILD',
  'RESIZE',
  'VERIFY_RESIZE',
]);

const seconds = (ms: number) =>
  new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** When a server was changed last. */
export function updatedAt({ context }: NovaRequest, server: Instance): string {
  const id = serverId(context.cluster, server);
  const changed = context.changes.timeOf(`servers/${id}`);
  return changed === undefined ? CREATED : seconds(changed);
}

export function flavorName({ cores, memory }: Instance): string {
  return `c${cores}.m${Math.round(memory / GIB)}`;
}

/** Addresses of an object: Nova leaves the version out of what is only a bookmark. */
export function linksOf({ base, request }: NovaRequest, path: string) {
  return [
    { rel: 'self', href: `${base}${path}` },
    { rel: 'bookmark', href: `${request.origin}/compute${path}` },
  ];
}

function flavorOf(server: Instance, novaRequest: NovaRequest) {
  const name = flavorName(server);
  if (novaRequest.minor < 47) {
    return {
      id: name,
      links: [linksOf(novaRequest, `/flavors/${name}`)[1]],
    };
  }
  // Since this microversion the flavor is embedded, without its id.
  return {
    vcpus: server.cores,
    ram: Math.round(server.memory / MIB),
    disk: Math.round(server.disk / GIB),
    ephemeral: 0,
    swap: 0,
    original_name: name,
    extra_specs: {},
  };
}

function hostAttributes(server: Instance, novaRequest: NovaRequest) {
  const { cluster } = novaRequest.context;
  const { node } = server;
  const id = serverId(cluster, server);
  return {
    'OS-EXT-SRV-ATTR:host': node === undefined ? null : serviceHost(node),
    'OS-EXT-SRV-ATTR:instance_name': `instance-${digest(id).slice(0, 8)}`,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': node ?? null,
    ...(novaRequest.minor >= 3 && {
      'OS-EXT-SRV-ATTR:reservation_id': `r-${digest(id).slice(8, 16)}`,
      'OS-EXT-SRV-ATTR:launch_index': 0,
      'OS-EXT-SRV-ATTR:hostname': server.name,
      'OS-EXT-SRV-ATTR:kernel_id': '',
      'OS-EXT-SRV-ATTR:ramdisk_id': '',
      'OS-EXT-SRV-ATTR:root_device_name':
        node === undefined ? null : '/dev/vda',
      'OS-EXT-SRV-ATTR:user_data': null,
    }),
  };
}

function hostStatus(server: Instance, { context }: NovaRequest): string {
  const host = context.cluster.nodes.find(({ name }) => name === server.node);
  if (!host) return '';
  if (host.state === 'down') return 'UNKNOWN';
  return host.disabledReason === undefined ? 'UP' : 'MAINTENANCE';
}

/** A server without a disk of its flavor boots from a volume. */
function volumesOf(server: Instance, { context, minor }: NovaRequest) {
  if (server.disk > 0) return [];
  const id = uuid(context.cluster.name, server.project, server.name, 'volume');
  return [{ id, ...(minor >= 3 && { delete_on_termination: false }) }];
}

/** A server in a cell that is down: only a few fields are available. */
export function unknownServer(server: Instance, novaRequest: NovaRequest) {
  const id = serverId(novaRequest.context.cluster, server);
  return {
    id,
    status: 'UNKNOWN',
    tenant_id: projectId(server.project),
    created: CREATED,
    links: linksOf(novaRequest, `/servers/${id}`),
  };
}

/** A server as its owner or an administrator sees it, at one microversion. */
export function serverView(server: Instance, novaRequest: NovaRequest) {
  const { context, minor, isAdmin } = novaRequest;
  const { cluster } = context;
  const { name, node, project, status } = server;
  const id = serverId(cluster, server);
  const image = uuid(cluster.name, 'image');
  const isPlaced = node !== undefined;
  const zone = cluster.nodes.find(one => one.name === node)?.zone ?? '';
  return {
    id,
    name,
    status,
    tenant_id: projectId(project),
    user_id: userId(CREDENTIALS.username),
    metadata: server.metadata,
    hostId: isPlaced ? hostId(project, node) : '',
    image: { id: image, links: [linksOf(novaRequest, `/images/${image}`)[1]] },
    flavor: flavorOf(server, novaRequest),
    created: CREATED,
    updated: updatedAt(novaRequest, server),
    addresses: isPlaced
      ? {
          'project-net': [
            {
              version: 4,
              addr: address(cluster.name, project, name),
              'OS-EXT-IPS:type': 'fixed',
              'OS-EXT-IPS-MAC:mac_addr': mac('fa:16:3e', cluster.name, id),
            },
          ],
        }
      : {},
    accessIPv4: '',
    accessIPv6: '',
    links: linksOf(novaRequest, `/servers/${id}`),
    'OS-DCF:diskConfig': 'MANUAL',
    ...(IN_PROGRESS.has(status) && { progress: 0 }),
    'OS-EXT-AZ:availability_zone': zone,
    config_drive: '',
    key_name: null,
    'OS-SRV-USG:launched_at': isPlaced ? LAUNCHED : null,
    'OS-SRV-USG:terminated_at': null,
    ...(isAdmin && hostAttributes(server, novaRequest)),
    'OS-EXT-STS:task_state': server.taskState ?? null,
    'OS-EXT-STS:vm_state': VM_STATES[status] ?? status.toLowerCase(),
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': volumesOf(server, novaRequest),
    ...(isPlaced && { security_groups: [{ name: 'default' }] }),
    ...(minor >= 9 && { locked: server.locked }),
    ...(minor >= 73 && { locked_reason: null }),
    ...(minor >= 19 && { description: null }),
    ...(minor >= 26 && { tags: server.tags }),
    ...(minor >= 63 && { trusted_image_certificates: null }),
    ...(minor >= 90 && { 'OS-EXT-SRV-ATTR:hostname': name }),
    ...(minor >= 16 &&
      isAdmin && { host_status: hostStatus(server, novaRequest) }),
  };
}
