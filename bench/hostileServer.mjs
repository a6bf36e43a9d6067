/*
 * A server that looks like Proxmox VE and is hostile: its guests have other names in each response,
 * some of their texts are long, and some responses are nested deeply or are long errors. It prints
 * its port. Part of hostile.ts.
 */
import { createServer } from 'node:http';

const ROWS = Number(process.env.ROWS ?? 1_000);

const LONG = `a\n\u202e${'a-a.b/'.repeat(30_000)}`;
const TAGS = Array.from({ length: 50_000 }, (_, index) => `t${index}`).join(
  ';',
);
const DEEP = `{"data":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;

let round = 0;

function guest(index) {
  const vmid = 100 + round * ROWS + index;
  return {
    ...{
      type: 'qemu',
      id: `qemu/${vmid}`,
      vmid,
      node: 'n1',
      status: 'running',
    },
    name: index % 100 === 0 ? `${vmid}${LONG}` : `vm-${vmid}`,
    ...(index % 250 === 1 && { tags: TAGS }),
    ...{ maxcpu: 2, cpu: Math.random(), maxmem: 2 ** 30, mem: 2 ** 29 },
    ...{ uptime: 1_000 + round },
  };
}

function resources() {
  round += 1;
  const node = { type: 'node', id: 'node/n1', node: 'n1', status: 'online' };
  const sizes = { maxcpu: 64, cpu: 0.5, maxmem: 2 ** 38, mem: 2 ** 37 };
  return [
    { ...node, ...sizes, uptime: 5_000 },
    ...Array.from({ length: ROWS }, (_, index) => guest(index)),
  ];
}

const BODIES = {
  '/version': () => ({ version: '9.0.3', release: '9.0' }),
  '/cluster/status': () => [
    { type: 'cluster', name: 'hostile', quorate: 1, nodes: 1 },
    { type: 'node', name: 'n1', online: 1, ip: '10.0.0.1' },
  ],
  '/cluster/resources': resources,
  '/access/permissions': () => ({
    '/': { 'VM.Audit': 1, 'Sys.Audit': 1, 'Datastore.Audit': 1 },
  }),
};

const server = createServer((request, response) => {
  const path = request.url.replace('/api2/json', '').split('?')[0];
  const isList = path === '/cluster/resources';
  const body = BODIES[path];
  response.setHeader('Content-Type', 'application/json');
  if (isList && Math.random() < 0.05) {
    response.end(DEEP);
  } else if (!body || (isList && Math.random() < 0.05)) {
    response.writeHead(500, 'Broken');
    response.end(JSON.stringify({ message: LONG }));
  } else {
    response.end(JSON.stringify({ data: body() }));
  }
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${server.address().port}\n`);
});
