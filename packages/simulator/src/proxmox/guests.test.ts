import { compareShape } from '../__testUtils__/compareShape';
import { real, useProxmox } from './__testUtils__/useProxmox';

describe('simulated Proxmox VE', () => {
  const { get, update } = useProxmox();

  it('returns details of one guest, each with its own terms for paused', async () => {
    await update(cluster => {
      cluster.workloads[0].template = false;
    });
    const running = await get('/nodes/pve1/qemu/101/status/current');
    const paused = await get('/nodes/pve2/qemu/121/status/current');
    const container = await get('/nodes/pve1/lxc/130/status/current');
    const some = { optional: /\.(tags|pid)$/, unrecorded: /\.(state|tags)$/ };
    for (const [response, name] of [
      [running, '8.4 qemu-current'],
      [paused, '8.4 qemu-paused'],
      [container, '8.4 lxc-current'],
      [await get('/nodes/pve1/qemu/900/status/current'), '8.4 qemu-template'],
    ] as const) {
      const shape = compareShape(response.body.data, real[name].body.data, {
        ...some,
        maps: /\.nics$/,
      });
      expect([name, shape]).toEqual([name, []]);
    }
    for (const [path, name] of [
      ['/nodes/pve1/qemu', '8.4 qemu'],
      ['/nodes/pve1/lxc', '8.4 lxc'],
    ]) {
      const { body } = await get(path);
      expect(compareShape(body, real[name].body, some)).toEqual([]);
    }
    expect(paused.body.data).toMatchObject({
      status: 'running',
      qmpstatus: 'paused',
    });
    const rows = (await get('/cluster/resources?type=vm')).body.data;
    expect(rows.find(({ vmid }: any) => vmid === 121).status).toBe('paused');
    const fractional = await get('/nodes/pve/lxc', { cluster: 'pve-lab' });
    expect(fractional.body.data[0].cpus).toBe('0.5');
  });

  it('returns the configuration, snapshots and tasks of one guest', async () => {
    for (const [path, name] of [
      ['/nodes/pve1/qemu/101/config', '8.4 qemu-config'],
      ['/nodes/pve1/lxc/130/config', '8.4 lxc-config'],
      ['/nodes/pve1/tasks', '8.4 node-tasks'],
    ]) {
      const { body } = await get(path);
      const shape = compareShape(body, real[name].body, {
        // A running task has no end.
        optional: /\.(tags|agent|tokenid|endtime|status)$/,
        // No recorded guest has cloud-init.
        unrecorded: /\.(agent|ide2|ci\w+|sshkeys|ipconfig0)$/,
      });
      expect([name, shape]).toEqual([name, []]);
    }
    const tasks = await get('/nodes/pve1/tasks?vmid=101&limit=1&source=all');
    expect(tasks.body.data).toMatchObject([{ id: '101', node: 'pve1' }]);
    const { body } = await get('/nodes/pve1/qemu/101/snapshot');
    expect(body.data.at(-1)).toMatchObject({ name: 'current' });
    const path = '/nodes/pve1/qemu/101/config';
    expect((await get(path, { powerless: true })).status).toBe(403);
  });

  it('has guest agents in three states, for callers with the permission', async () => {
    const path = '/agent/network-get-interfaces';
    const early = await get(`/nodes/pve1/qemu/101${path}`);
    expect([early.status, early.reason]).toEqual([
      403,
      'Permission check failed (/vms/101, VM.Monitor)',
    ]);
    await update(cluster => {
      cluster.version = '9.2.3';
    });
    const running = await get(`/nodes/pve1/qemu/101${path}`);
    expect(running.body.data.result[1]).toMatchObject({
      name: 'eth0',
      'ip-addresses': [{ 'ip-address-type': 'ipv4', prefix: 24 }],
    });
    const stopped = await get(`/nodes/pve2/qemu/102${path}`);
    expect(stopped.reason).toBe('QEMU guest agent is not running');
    const absent = await get(`/nodes/pve2/qemu/123${path}`);
    expect(absent.reason).toBe('No QEMU guest agent configured');
    const container = { kind: 'lxc', vmid: 900, node: 'pve1' } as const;
    await update(({ workloads }) => {
      const [guest] = workloads;
      workloads.push(
        { ...guest, ...container, status: 'running' },
        { ...guest, ...container, vmid: 901, status: 'stopped' },
      );
    });
    const network = await get('/nodes/pve1/lxc/900/interfaces');
    expect(network.body.data).toMatchObject([
      { name: 'lo', inet: '127.0.0.1/8' },
      { name: 'eth0', hwaddr: expect.any(String) },
    ]);
    const none = await get('/nodes/pve1/lxc/901/interfaces');
    expect([none.status, none.body.data]).toEqual([200, null]);
  });
});
