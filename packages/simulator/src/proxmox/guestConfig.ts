import { digest, mac, uuid, type Clock } from '../fleet/derive';
import type { Guest, ProxmoxCluster } from '../fleet/schema';
import type { Row } from './nodes';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

function storageOf({ sharedStorages }: ProxmoxCluster): string {
  return sharedStorages[0]?.name ?? 'local-data';
}

function shared(cluster: ProxmoxCluster, guest: Guest): Row {
  return {
    digest: digest(cluster.name, guest.vmid).slice(0, 40),
    ...(guest.tags.length > 0 && { tags: [...guest.tags].sort().join(';') }),
    ...(guest.lock && { lock: guest.lock }),
  };
}

function containerConfig(cluster: ProxmoxCluster, guest: Guest): Row {
  const { vmid, name, cores, memory, disk } = guest;
  const volume = `${storageOf(cluster)}:subvol-${vmid}-disk-0`;
  return {
    ...shared(cluster, guest),
    arch: 'amd64',
    cores: Math.max(1, Math.round(cores)),
    rootfs: `${volume},size=${Math.round(disk / GIB)}G`,
    hostname: name,
    memory: Math.round(memory / MIB),
    unprivileged: 1,
    net0: `name=eth0,bridge=vmbr0,hwaddr=${mac(
      'BC:24:11',
      cluster.name,
      vmid,
    ).toUpperCase()},ip=dhcp,type=veth`,
    ostype: 'debian',
    swap: 512,
  };
}

function machineConfig(cluster: ProxmoxCluster, guest: Guest): Row {
  const { vmid, name, cores, memory, disk, agent, template } = guest;
  const storage = storageOf(cluster);
  const kind = template ? 'base' : 'vm';
  return {
    ...shared(cluster, guest),
    boot: 'order=scsi0',
    net0: `virtio=${mac(
      'BC:24:11',
      cluster.name,
      vmid,
    ).toUpperCase()},bridge=vmbr0`,
    smbios1: `uuid=${uuid(cluster.name, vmid)}`,
    memory: String(Math.round(memory / MIB)),
    name,
    ostype: 'l26',
    sockets: 1,
    description: `Installed by hand, root password: simulated-${vmid}`,
    scsi0: `${storage}:${kind}-${vmid}-disk-0,size=${Math.round(disk / GIB)}G`,
    scsihw: 'virtio-scsi-single',
    cores,
    ...(agent !== 'absent' && { agent: '1' }),
    vga: 'std',
    numa: 0,
    // Cloud-init: PVE masks the password, and shows the keys.
    ide2: `${storage}:vm-${vmid}-cloudinit,media=cdrom`,
    ciuser: 'debian',
    cipassword: '**********',
    sshkeys: 'ssh-ed25519%20AAAAsimulated%20admin%40example',
    ipconfig0: 'ip=dhcp',
    ...(template && { template: 1 }),
  };
}

/** `GET /nodes/{node}/{type}/{vmid}/config` */
export function guestConfig(cluster: ProxmoxCluster, guest: Guest): Row {
  return guest.kind === 'lxc'
    ? containerConfig(cluster, guest)
    : machineConfig(cluster, guest);
}

/** `GET …/snapshot`: the guest itself is the last row; every third one has a snapshot. */
export function guestSnapshots(guest: Guest, clock: Clock): Row[] {
  const hasOne = guest.vmid % 3 === 0 && !guest.template;
  const name = 'before-upgrade';
  return [
    ...(hasOne
      ? [
          {
            ...{ name, description: 'Before the upgrade\n' },
            snaptime: Math.floor(clock.now / 1000) - 14 * 86_400,
            ...(guest.kind === 'qemu' && { vmstate: 0 }),
          },
        ]
      : []),
    {
      name: 'current',
      description: 'You are here!',
      digest: digest(guest.name).slice(0, 40),
      ...(guest.kind === 'qemu' && {
        running: guest.status === 'stopped' ? 0 : 1,
      }),
      ...(hasOne && { parent: name }),
    },
  ];
}
