import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const BIN = resolve(__dirname, '../../bin/infra-simulator');

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/**
 * Finds three consecutive free ports and returns the middle one. They are below the ephemeral
 * range, so other tests that listen on port 0 cannot take them.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = 20_001 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all([port - 1, port, port + 1].map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error('No three free ports in a row');
}

function run(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const output = { out: '', error: '' };
  child.stdout.on('data', part => {
    output.out += part;
  });
  child.stderr.on('data', part => {
    output.error += part;
  });
  const ended = once(child, 'close').then(([code]) => code as number);
  const ready = async () => {
    for (let waited = 0; waited < 300; waited += 1) {
      if (output.out.includes('is ready')) return;
      if (child.exitCode !== null) throw new Error(output.error);
      await new Promise(next => setTimeout(next, 100));
    }
    throw new Error('It did not start');
  };
  return { child, output, ended, ready };
}

describe('infra-simulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-simulator-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs a fleet from a file, is steered, and ends', async () => {
    const file = join(folder, 'fleet.yaml');
    writeFileSync(
      file,
      `clusters:
  - name: tiny
    type: proxmox
    nodes: [{ name: pve1 }, { name: pve2 }]
    workloads: [{ vmid: 100, name: web, node: pve1 }]
  - name: away
    type: kubernetes
    reachable: false
    nodes: [{ name: node-1 }]
`,
    );
    const port = await freePort();
    const simulator = run(
      ...['--fleet', file, '--base-port', String(port)],
      ...['--control', '--print-config', '--frozen'],
    );
    try {
      await simulator.ready();
      const [list, config] = simulator.output.out.split('\n\n');
      expect(list).toContain(
        `proxmox     tiny             http://127.0.0.1:${port}`,
      );
      expect(list).toContain('(unreachable)');
      const [tiny] = parse(config.replace(/The simulator is ready\s*$/, ''))
        .infraDashboard.providers;
      expect(tiny).toMatchObject({ name: 'tiny', type: 'proxmox' });

      const control = async (method: string, path: string, body?: object) => {
        const response = await fetch(`http://127.0.0.1:${port - 1}${path}`, {
          method,
          body: body && JSON.stringify(body),
        });
        return {
          status: response.status,
          body: (await response.json()) as any,
        };
      };
      const rows = async () => {
        const response = await fetch(
          `${tiny.url}/api2/json/cluster/resources`,
          {
            headers: {
              Authorization: `PVEAPIToken=${tiny.tokenId}=${tiny.tokenSecret}`,
            },
          },
        );
        if (response.status !== 200) return response.status;
        return ((await response.json()) as any).data;
      };
      await control('POST', '/clusters/tiny/nodes/pve2', { status: 'down' });
      await control('POST', '/clusters/tiny/workloads/web', {
        status: 'paused',
      });
      const found = await rows();
      expect(found.find(({ node }: any) => node === 'pve2').status).toBe(
        'offline',
      );
      expect(found.find(({ vmid }: any) => vmid === 100).status).toBe('paused');
      await control('POST', '/faults', {
        kind: 'status',
        pattern: 'resources$',
      });
      expect(await rows()).toBe(500);
      await control('DELETE', '/faults');
      expect(await rows()).toHaveLength(7);
      const { body } = await control('GET', '/requests?cluster=tiny');
      expect(body.count).toBe(3);
      await control('POST', '/clusters/away', { reachable: true });
      expect((await fetch(`http://127.0.0.1:${port + 1}/livez`)).status).toBe(
        200,
      );
      const incident = await control('POST', '/incidents/node-down', {
        cluster: 'tiny',
        object: 'pve1',
      });
      expect(incident.body).toEqual({
        title: 'pve1 of tiny dies and comes back',
      });
      expect((await control('GET', '/incidents')).body).toEqual({
        playing: incident.body.title,
      });
      for (const [method, path, sent] of [
        ['POST', '/incidents/node-down', {}],
        ['POST', '/faults', { kind: 'nonsense' }],
        ['POST', '/clusters/tiny/nodes/nope', { status: 'up' }],
        ['POST', '/clusters/nope/nodes/pve1', { status: 'up' }],
      ] as const) {
        expect((await control(method, path, sent)).status).toBe(400);
      }
      expect((await control('GET', '/nope')).status).toBe(404);
    } finally {
      simulator.child.kill('SIGTERM');
    }
    expect(await simulator.ended).toBe(0);
  }, 60_000);

  it.each([
    [['--base-port', 'x'], '--base-port x: must be a port number'],
    [['--fleet', 'nope.yaml'], '--fleet nope.yaml: must be demo, generated'],
    [['--nope'], "Unknown option '--nope'"],
  ])(
    'reports what is wrong with %j',
    async (args, message) => {
      const simulator = run(...args);
      expect(await simulator.ended).toBe(1);
      expect(simulator.output.error).toContain(message);
    },
    30_000,
  );
});
