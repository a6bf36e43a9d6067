import { mockCredentials } from '@backstage/backend-test-utils';
import { useSimulatedFleet } from '../__testUtils__/useSimulatedFleet';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

describe('infraDashboardPlugin with a simulated fleet', () => {
  const { start, get, settled } = useSimulatedFleet();

  describe('on the routes of the earlier dashboard', () => {
    it('respond in its shapes', async () => {
      await start({ config: { legacyRoutes: { enabled: true } } });
      await settled('k8s-edge');
      const list = await get('/api/proxmox/list');
      expect(list.body).toEqual(['pve-paris', 'pve-lab']);
      const all = await get('/api/proxmox');
      expect(all.body).toHaveLength(2);
      const paris = await get('/api/proxmox/cluster/pve-paris');
      expect(paris.body).toEqual({ ...all.body[0] });
      expect(paris.body).toMatchObject({
        name: 'pve-paris',
        version: '8.4.21',
      });
      expect(
        paris.body.nodes.map((node: any) => [node.id, node.status]),
      ).toEqual([
        ['node/pve1', 'online'],
        ['node/pve2', 'online'],
        ['node/pve3', 'offline'],
      ]);
      expect(paris.body.nodes[0]).toEqual({
        id: 'node/pve1',
        node: 'pve1',
        status: 'online',
        cpu: expect.closeTo(0.42),
        maxcpu: 16,
        mem: expect.any(Number),
        maxmem: 256 * 1024 ** 3,
        uptime: 864000,
        disk: expect.any(Number),
        maxdisk: 500 * 1024 ** 3,
        cpuModel: 'AMD EPYC 7313 16-Core Processor',
        cpuSockets: 2,
        cpuCores: 16,
        kernelVersion: 'Linux 6.8.12-9-pve',
      });
      expect(paris.body.nodes[2]).toEqual({
        id: 'node/pve3',
        node: 'pve3',
        status: 'offline',
        cpu: 0,
        maxcpu: 0,
        mem: 0,
        maxmem: 0,
        uptime: 0,
      });
      const node = await get('/api/proxmox/cluster/pve-paris/node/pve1');
      expect(node.body).toEqual({
        ...paris.body.nodes[0],
        id: 'node/pve-paris/pve1',
      });
      const guests = await get('/api/proxmox/cluster/pve-paris/node/pve1/vms');
      expect(guests.body.map(({ vmid }: any) => vmid)).toEqual([
        101, 110, 122, 130, 201, 900,
      ]);
      expect(guests.body[0]).toEqual({
        vmid: 101,
        name: 'web-shop-1',
        status: 'running',
        cpus: 4,
        cpuUsage: expect.closeTo(0.35),
        maxmem: 8 * 1024 ** 3,
        mem: 4 * 1024 ** 3,
        uptime: 432000,
        type: 'qemu',
      });
      for (const [path, error] of [
        ['/api/proxmox/cluster/nope', 'Cluster not found'],
        ['/api/proxmox/cluster/k8s-prod', 'Cluster not found'],
        ['/api/proxmox/cluster/nope/node/pve1', 'Cluster not found'],
        ['/api/proxmox/cluster/nope/node/pve1/vms', 'Cluster not found'],
        [
          '/api/proxmox/cluster/pve-paris/node/nope',
          'Node not found or offline',
        ],
        [
          '/api/proxmox/cluster/pve-paris/node/pve3',
          'Node not found or offline',
        ],
      ]) {
        const response = await get(path);
        expect([path, response.status, response.body]).toEqual([
          path,
          404,
          { error },
        ]);
      }
    });

    it('opens to callers without credentials where that is configured', async () => {
      await start({ config: { legacyRoutes: { allowUnauthenticated: true } } });
      await settled('k8s-edge');
      const anonymous = await get(
        '/api/proxmox/list',
        mockCredentials.none.header(),
      );
      expect(anonymous.body).toEqual(['pve-paris', 'pve-lab']);
    });
  });
});
