import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { toLegacyCluster, toLegacyGuest, toLegacyNode } from './mappers';

const GIB = 1024 ** 3;

const node: NodeStatus = {
  id: 'paris/node/pve1',
  name: 'pve1',
  cluster: 'paris',
  provider: 'proxmox',
  status: 'online',
  health: 'healthy',
  cpu: { used: 4, total: 16 },
  memory: { used: 8 * GIB, total: 64 * GIB },
  storage: { used: 10 * GIB, total: 100 * GIB },
  uptime: 3600,
  metadata: {
    cpuModel: 'EPYC',
    cpuSockets: '2',
    cpuCores: '8',
    kernelVersion: 'Linux 6.8.12',
    manufacturer: 'Dell',
    productName: 'R650',
  },
};

const guest: Workload = {
  id: 'paris/qemu/101',
  name: 'web',
  cluster: 'paris',
  provider: 'proxmox',
  node: 'pve1',
  type: 'qemu',
  status: 'running',
  health: 'healthy',
  cpu: { count: 4, usage: 1 },
  memory: { used: GIB, total: 2 * GIB },
  uptime: 60,
  metadata: { vmid: '101' },
};

describe('legacy shapes', () => {
  it('maps a node with its slow facts', () => {
    expect(toLegacyNode('node/pve1', node)).toEqual({
      id: 'node/pve1',
      node: 'pve1',
      status: 'online',
      cpu: 0.25,
      maxcpu: 8,
      mem: 8 * GIB,
      maxmem: 64 * GIB,
      uptime: 3600,
      disk: 10 * GIB,
      maxdisk: 100 * GIB,
      cpuModel: 'EPYC',
      cpuSockets: 2,
      cpuCores: 8,
      kernelVersion: 'Linux 6.8.12',
      manufacturer: 'Dell',
      productName: 'R650',
    });
  });

  it('returns 0 for missing numbers of a node, and leaves optional fields out', () => {
    expect(
      toLegacyNode('node/pve2', {
        ...node,
        name: 'pve2',
        status: 'offline',
        cpu: {},
        memory: {},
        storage: undefined,
        uptime: undefined,
        metadata: undefined,
      }),
    ).toEqual({
      id: 'node/pve2',
      node: 'pve2',
      status: 'offline',
      cpu: 0,
      maxcpu: 0,
      mem: 0,
      maxmem: 0,
      uptime: 0,
    });
  });

  it('has no total of what is not measured, since scripts add both up', () => {
    const unmeasured = toLegacyNode('node/pve3', {
      ...node,
      memory: { total: 64 * GIB },
      storage: { total: 100 * GIB },
    });
    expect(unmeasured).toMatchObject({ mem: 0, maxmem: 0 });
    expect(unmeasured).not.toHaveProperty('disk');
    expect(unmeasured).not.toHaveProperty('maxdisk');
    const partly = toLegacyNode('node/pve4', {
      ...node,
      cpu: { used: 4, total: 16, measuredTotal: 8 },
    });
    expect(partly.cpu).toBe(0.5);
  });

  it('maps guests; what the earlier dashboard did not know reads stopped', () => {
    expect(toLegacyGuest(guest)).toEqual({
      vmid: 101,
      name: 'web',
      status: 'running',
      cpus: 4,
      cpuUsage: 0.25,
      maxmem: 2 * GIB,
      mem: GIB,
      uptime: 60,
      type: 'qemu',
    });
    expect(toLegacyGuest({ ...guest, status: 'paused' })).not.toHaveProperty(
      'cpuUsage',
    );
    for (const status of ['io-error', 'unknown', 'prelaunch', 'stopped']) {
      expect(toLegacyGuest({ ...guest, status, type: 'lxc' })).toMatchObject({
        status: 'stopped',
        type: 'lxc',
      });
    }
  });

  it('maps a cluster, with Ceph where it is known, and a failed one without nodes', () => {
    const record = (topology: object) =>
      ({ snapshot: { name: 'paris', topology } } as ClusterRecord);
    const mapped = toLegacyNode('node/pve1', node);
    const data = {
      version: '8.4.1',
      metadata: {
        cephHealth: 'HEALTH_WARN',
        cephTotal: '100',
        cephUsed: '40',
        cephAvail: '60',
      },
    };
    expect(toLegacyCluster(record({ data }), [mapped])).toEqual({
      name: 'paris',
      nodes: [mapped],
      version: '8.4.1',
      ceph: {
        health: { status: 'HEALTH_WARN' },
        usage: { total: 100, used: 40, avail: 60 },
      },
    });
    expect(toLegacyCluster(record({ data: { version: '8.4.1' } }), [])).toEqual(
      { name: 'paris', nodes: [], version: '8.4.1' },
    );
    expect(
      toLegacyCluster(
        record({
          data,
          error: { code: 'TIMEOUT', message: 'Proxmox VE did not respond' },
        }),
        [mapped],
      ),
    ).toEqual({
      name: 'paris',
      nodes: [],
      error: 'Proxmox VE did not respond',
    });
  });
});
