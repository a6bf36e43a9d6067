import { workloadDetailSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { mapConfig, mapSnapshots, mapTasks } from './mapDetail';

/** As recorded from PVE 8.4. */
const MACHINE = {
  tags: 'prod;web',
  digest: 'e5112d18efd7de7ebf525ad275fa5a3006e38937',
  boot: 'order=scsi0',
  net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
  smbios1: 'uuid=2f4f7a3e-8d4b-4b3b-9d22-5f6f8e6c0100',
  memory: '2048',
  name: 'web-1',
  ostype: 'l26',
  sockets: 1,
  description: 'web front\nOwner: group:default/team-a',
  scsi0: 'local-data:100/vm-100-disk-0.qcow2,size=32G',
  scsihw: 'virtio-scsi-single',
  cores: 2,
  agent: '1',
  vga: 'std',
  numa: 0,
};
const CONTAINER = {
  arch: 'amd64',
  cores: 2,
  rootfs: 'local-data:110/vm-110-disk-0.raw,size=8G',
  hostname: 'ct-dns',
  memory: 512,
  unprivileged: 1,
  net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:01:10,ip=dhcp,type=veth',
  ostype: 'debian',
};

const SECRET = 'tell-nobody-4711';

describe('details of Proxmox VE guests', () => {
  it('have the disks, networks and facts of a machine', () => {
    expect(mapConfig(MACHINE)).toEqual({
      facts: [
        { code: 'osType', value: 'l26' },
        { code: 'sockets', value: '1' },
        { code: 'coresPerSocket', value: '2' },
        { code: 'bootOrder', value: 'scsi0' },
        { code: 'guestAgent', value: 'yes' },
      ],
      parts: [
        {
          kind: 'disk',
          name: 'scsi0',
          facts: [
            { code: 'volume', value: 'local-data:100/vm-100-disk-0.qcow2' },
            { code: 'size', value: 32 * 1024 ** 3, unit: 'bytes' },
          ],
        },
        {
          kind: 'network',
          name: 'net0',
          facts: [
            { code: 'model', value: 'virtio' },
            { code: 'hardwareAddress', value: 'BC:24:11:00:00:01' },
            { code: 'bridge', value: 'vmbr0' },
          ],
        },
      ],
    });
  });

  it('have the same of a container', () => {
    const { facts, parts } = mapConfig({
      ...CONTAINER,
      mp0: 'nfs:110/data.raw,mp=/srv/data,size=1.5T,backup=0',
      net1: 'name=eth1,bridge=vmbr1,tag=20,link_down=1,hwaddr=BC:24:11:00:01:11',
    });
    expect(facts).toContainEqual({ code: 'unprivileged', value: 'yes' });
    expect(parts?.map(({ name, state }) => [name, state])).toEqual([
      ['mp0', undefined],
      ['rootfs', undefined],
      ['net0', undefined],
      ['net1', 'disconnected'],
    ]);
    expect(parts?.[0].facts).toEqual([
      { code: 'volume', value: 'nfs:110/data.raw' },
      { code: 'size', value: 1.5 * 1024 ** 4, unit: 'bytes' },
      { code: 'mountPath', value: '/srv/data' },
      { code: 'backup', value: 'no' },
    ]);
    expect(parts?.[3].facts).toContainEqual({ code: 'vlan', value: '20' });
  });

  it('never contain cloud-init, notes, or a volume that is a URL', () => {
    const secrets = Object.fromEntries(
      [
        ...['cipassword', 'sshkeys', 'ciuser', 'cicustom', 'ipconfig0'],
        ...['searchdomain', 'nameserver', 'description', 'args', 'hookscript'],
        ...['lxc.environment', 'env', 'smbios1', 'vmgenid', 'tags', 'name'],
        ...['hostname', 'usb0', 'serial0', 'audio0', 'constructor'],
      ].map(key => [key, SECRET]),
    );
    const detail = mapConfig({
      ...MACHINE,
      ...secrets,
      scsi1: `iscsi://user:${SECRET}@host/lun,size=1G,serial=${SECRET}`,
      scsi2: `file=https://host/?token=${SECRET}`,
      net1: `virtio=BC:24:11:00:00:02,bridge=vmbr0,note=${SECRET}`,
    });
    expect(workloadDetailSchema.parse(detail)).toEqual(detail);
    expect(detail.parts).toHaveLength(5);
    expect(JSON.stringify(detail)).not.toContain(SECRET);
  });

  it('survive hostile configurations', () => {
    for (const value of [
      null,
      7,
      {},
      [],
      '',
      ',,,=,=',
      'a=b=c',
      '🙂'.repeat(9e4),
    ]) {
      const config = { scsi0: value, net0: value, agent: value, boot: value };
      const detail = mapConfig(config);
      expect(JSON.stringify(detail).length).toBeLessThan(5_000);
    }
  });

  it('have snapshots without the guest itself, and tasks with the latest first', () => {
    expect(
      mapSnapshots([
        { name: 'before', snaptime: 1_795_405_103, vmstate: true },
        { name: 'current', snaptime: undefined, vmstate: undefined },
      ]),
    ).toEqual([
      {
        kind: 'snapshot',
        name: 'before',
        facts: [
          {
            code: 'createdAt',
            value: '2026-11-23T03:38:23.000Z',
            unit: 'time',
          },
          { code: 'withMemory', value: 'yes' },
        ],
      },
    ]);
    const task = { endtime: undefined, user: 'admin@pve' };
    expect(
      mapTasks([
        { ...task, type: 'vzdump', starttime: 1, endtime: 2, status: 'OK' },
        { ...task, type: 'qmstop', starttime: 5, status: 'VM is locked' },
        { ...task, type: 'vzdump', starttime: 4, status: 'WARNINGS: 2' },
        { ...task, type: 'vzdump', starttime: 9e15, status: undefined },
      ]).map(({ at, reason, text, type }) => [at, reason, type, text]),
    ).toEqual([
      [undefined, 'vzdump', 'normal', undefined],
      ['1970-01-01T00:00:05.000Z', 'qmstop', 'warning', 'VM is locked'],
      ['1970-01-01T00:00:04.000Z', 'vzdump', 'normal', 'WARNINGS: 2'],
      ['1970-01-01T00:00:02.000Z', 'vzdump', 'normal', 'OK'],
    ]);
  });
});
