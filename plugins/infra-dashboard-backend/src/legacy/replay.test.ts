import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  demoFleet,
  startSimulator,
  type SimulatedCluster,
  type Simulator,
} from '@infra-dashboard/simulator';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import infraDashboardPlugin from '..';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(60_000);

const HARDWARE = {
  pve1: { manufacturer: 'Anybody', productName: 'Left out' },
  'Büro Süd / 1': {
    pve1: { manufacturer: 'Dell Inc.', productName: 'PowerEdge R650' },
  },
};

type Row = Record<string, any>;

/** Uptimes follow the clock, while those of the simulator stand still. */
const toMinutes = ({ uptime, ...row }: Row) => ({
  ...row,
  uptime: Math.round(uptime / 60),
});

/**
 * Reads Proxmox VE as the earlier dashboard did: one call a node and a guest list, nothing
 * shared. What it makes of the responses is what its users' scripts expect.
 */
class EarlierDashboard {
  constructor(
    private readonly name: string,
    private readonly cluster: SimulatedCluster,
  ) {}

  async #get(path: string): Promise<any> {
    const { tokenId, tokenSecret } = this.cluster.credentials as Row;
    const response = await fetch(`${this.cluster.url}/api2/json${path}`, {
      headers: { authorization: `PVEAPIToken=${tokenId}=${tokenSecret}` },
    });
    return response.ok ? (await response.json()).data : undefined;
  }

  async #node(row: Row, id: string) {
    const status =
      row.status === 'online'
        ? await this.#get(`/nodes/${row.node}/status`)
        : undefined;
    const hardware = {
      ...(HARDWARE as Row)[row.node],
      ...(HARDWARE as Row)[this.name]?.[row.node],
    };
    return {
      id,
      node: row.node,
      status: row.status,
      cpu: status?.cpu ?? 0,
      maxcpu: status?.cpuinfo.cores ?? 0,
      mem: status?.memory.used ?? 0,
      maxmem: status?.memory.total ?? 0,
      uptime: status?.uptime ?? 0,
      ...(status && {
        disk: status.rootfs.used,
        maxdisk: status.rootfs.total,
        cpuModel: status.cpuinfo.model,
        cpuSockets: status.cpuinfo.sockets,
        cpuCores: status.cpuinfo.cores,
        kernelVersion: status.kversion.split(' #')[0],
      }),
      ...hardware,
    };
  }

  async nodeRows(): Promise<Row[]> {
    return (await this.#get('/nodes')).toSorted((a: Row, b: Row) =>
      a.node.localeCompare(b.node, 'en', { numeric: true }),
    );
  }

  async readCluster() {
    const rows = await this.nodeRows();
    const ceph = await this.#get('/cluster/ceph/status');
    return {
      name: this.name,
      nodes: await Promise.all(
        rows.map(row => this.#node(row, `node/${row.node}`)),
      ),
      version: (await this.#get('/version')).version,
      ...(ceph && {
        ceph: {
          health: { status: ceph.health.status },
          usage: {
            total: ceph.pgmap.bytes_total,
            used: ceph.pgmap.bytes_used,
            avail: ceph.pgmap.bytes_avail,
          },
        },
      }),
    };
  }

  async readNode(row: Row) {
    return row.status === 'online'
      ? this.#node(row, `node/${this.name}/${row.node}`)
      : { error: 'Node not found or offline' };
  }

  async readGuests(row: Row) {
    const path = `/nodes/${row.node}`;
    const lists = await Promise.all(
      ['qemu', 'lxc'].map(async type => {
        const guests: Row[] = (await this.#get(`${path}/${type}`)) ?? [];
        return Promise.all(
          guests.map(async guest => ({
            ...guest,
            // The list reports a paused guest as running; only this call has its real state.
            ...(guest.status === 'running' &&
              (await this.#get(
                `${path}/${type}/${guest.vmid}/status/current`,
              ))),
            type,
          })),
        );
      }),
    );
    return lists
      .flat()
      .map(({ vmid, name, type, ...guest }: Row) => {
        const state = guest.qmpstatus ?? guest.status;
        const status = ['running', 'paused'].includes(state)
          ? state
          : 'stopped';
        return {
          vmid: Number(vmid),
          name,
          status,
          // A limit below a whole core comes as a text.
          cpus: Number(guest.cpus),
          ...(status === 'running' && { cpuUsage: guest.cpu }),
          maxmem: guest.maxmem,
          mem: guest.mem ?? 0,
          uptime: guest.uptime ?? 0,
          type,
        };
      })
      .sort((a, b) => a.vmid - b.vmid);
  }
}

describe('the routes of the earlier dashboard, from the same responses', () => {
  let folder: string;
  let simulator: Simulator;
  let backend: TestBackend;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-legacy-'));
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(async () => {
    await backend.stop();
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  const get = (path: string) =>
    request(backend.server)
      .get(`/api/proxmox${path}`)
      .set('Authorization', mockCredentials.user.header());

  it.each(['proxmox_config.json', 'infrastructure_config.json'])(
    'are as they were, with %s',
    async file => {
      const paris = simulator.clusters.get('pve-paris')!;
      const lab = simulator.clusters.get('pve-lab')!;
      const isTyped = file.startsWith('infrastructure');
      const entry = (name: string, url: string) => ({
        ...(isTyped && { type: 'proxmox' }),
        name,
        url,
        tokenId: (paris.credentials as Row).tokenId,
        tokenSecret: (paris.credentials as Row).tokenSecret,
        allowInsecure: true,
      });
      const names = ['Büro Süd / 1', 'gone', 'lab 2'];
      const list = [
        entry(names[0], paris.url),
        entry(names[1], 'http://127.0.0.1:1'),
        entry(names[2], lab.url),
        ...(isTyped ? [{ ...entry('off', lab.url), enabled: false }] : []),
      ];
      const hardware = join(folder, 'hardware_inventory.json');
      await writeFile(join(folder, file), JSON.stringify(list));
      await writeFile(hardware, JSON.stringify(HARDWARE));
      backend = await startTestBackend({
        features: [
          infraDashboardPlugin,
          mockServices.rootConfig.factory({
            data: {
              backend: { baseUrl: 'http://localhost:7007' },
              infraDashboard: {
                configFiles: [join(folder, file)],
                hardwareInventoryFile: hardware,
                defaults: { refreshInterval: '1s', timeout: '3s' },
              },
            },
          }),
        ],
      });

      const old = {
        [names[0]]: new EarlierDashboard(names[0], paris),
        [names[2]]: new EarlierDashboard(names[2], lab),
      };
      expect((await get('/list')).body).toEqual(names);
      const expected = [
        await old[names[0]].readCluster(),
        { name: 'gone', nodes: [], error: expect.stringMatching(/./) },
        await old[names[2]].readCluster(),
      ];
      await waitFor(async () => {
        const all = await get('');
        expect(all.status).toBe(200);
        expect(all.body).toEqual(expected);
      });

      for (const [name, dashboard] of Object.entries(old)) {
        const path = `/cluster/${encodeURIComponent(name)}`;
        expect((await get(path)).body).toEqual(await dashboard.readCluster());
        for (const row of await dashboard.nodeRows()) {
          const node = await get(`${path}/node/${row.node}`);
          const isOnline = row.status === 'online';
          expect(node.status).toBe(isOnline ? 200 : 404);
          expect(node.body).toEqual(await dashboard.readNode(row));
          if (!isOnline) continue;
          await waitFor(async () => {
            const guests = await get(`${path}/node/${row.node}/vms`);
            expect(guests.body.map(toMinutes)).toEqual(
              (await dashboard.readGuests(row)).map(toMinutes),
            );
          });
        }
      }
      for (const path of ['', '/node/pve1', '/node/pve1/vms']) {
        const { status, body } = await get(`/cluster/nobody${path}`);
        expect([status, body]).toEqual([404, { error: 'Cluster not found' }]);
      }
    },
  );
});
