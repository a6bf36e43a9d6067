import { createParts } from '../../../infra-dashboard-backend-module-proxmox/src/__testUtils__/createParts';
import { mapNodes } from '../../../infra-dashboard-backend-module-proxmox/src/mappers/cluster';
import { composeCapacity } from './composeCapacity';

const GIB = 1024 ** 3;

/** A host with 16 threads and 64 GiB. */
const host = (node: string, more: object = {}) => ({
  ...{ type: 'node', node, status: 'online', maxcpu: 16, maxmem: 64 * GIB },
  ...more,
});

const guest = (vmid: number, more: object = {}) => ({
  ...{ type: 'qemu', vmid, node: 'a', status: 'running' },
  ...{ maxcpu: 4, maxmem: 8 * GIB },
  ...more,
});

interface Rule {
  rule: string;
  rows: object[];
  size?: { cpu?: number; memory?: number };
  quorate?: number;
  fits: Record<string, number>;
}

const machine = { cpu: 4, memory: 16 * GIB };

/** Where each rule is from stands in docs/platform-behavior/proxmox.md. */
const rules: Rule[] = [
  {
    // PVE/QemuServer.pm: "MAX %d vcpus allowed per VM on this node"
    rule: 'a machine with more cores than the node does not start',
    rows: [host('a'), host('b', { maxcpu: 32 })],
    size: { cpu: 17, memory: GIB },
    fits: { b: 64 },
  },
  {
    rule: 'any number of guests share the cores',
    rows: [host('a'), ...[1, 2, 3, 4, 5, 6].map(vmid => guest(vmid))],
    size: { cpu: 16, memory: GIB },
    fits: { a: 16 },
  },
  {
    // PVE/HA/Usage/Static.pm counts maxmem of each guest that runs
    rule: 'running guests have all of their memory, whatever they use of it',
    rows: [host('a'), guest(1, { mem: GIB }), guest(2, { type: 'lxc' })],
    size: machine,
    fits: { a: 3 },
  },
  {
    rule: 'guests that are stopped, and templates, have none',
    rows: [
      ...[host('a'), guest(1, { status: 'stopped' })],
      guest(2, { status: 'stopped', template: 1 }),
    ],
    size: machine,
    fits: { a: 4 },
  },
  {
    rule: 'a node with more memory given away than it has takes nothing',
    rows: [host('a'), guest(1, { maxmem: 80 * GIB }), host('b')],
    size: machine,
    fits: { b: 4 },
  },
  {
    rule: 'a node that is offline or silent takes nothing',
    rows: [
      ...[host('a'), host('b', { status: 'offline' })],
      host('c', { status: 'unknown' }),
    ],
    size: machine,
    fits: { a: 4 },
  },
  {
    // PVE/HA/NodeStatus.pm: list_online_nodes
    rule: 'HA puts nothing on a node in maintenance, or one to be fenced',
    rows: [
      ...[host('a', { hastate: 'online' }), host('d')],
      ...[
        host('b', { hastate: 'maintenance' }),
        host('c', { hastate: 'fence' }),
      ],
    ],
    size: machine,
    fits: { a: 4, d: 4 },
  },
  {
    // pvecm.adoc: "guest startup is delayed until you reach quorum"
    rule: 'nothing starts without quorum',
    rows: [host('a'), host('b', { status: 'offline' })],
    ...{ size: machine, quorate: 0, fits: {} },
  },
  {
    rule: 'a node without sizes is not known',
    rows: [host('a'), host('b', { maxcpu: undefined, maxmem: undefined })],
    size: machine,
    fits: { a: 4 },
  },
];

describe('where guests fit', () => {
  it.each(rules)('$rule', ({ fits, quorate = 1, rows, size = {} }) => {
    const info = {
      permissions: { '/': { 'VM.Audit': 1, 'Sys.Audit': 1 } },
      status: [{ type: 'cluster', name: 'lab', quorate: quorate === 1 }],
    };
    const nodes = mapNodes(createParts(rows, { info } as object));
    const found = composeCapacity(nodes, size);
    expect(
      Object.fromEntries(found.nodes.map(one => [one.name, one.fits])),
    ).toEqual(fits);
    // Each other node says why.
    const limited = found.limits.reduce((all, one) => all + one.nodes, 0);
    expect(limited).toBe(nodes.length - Object.keys(fits).length);
  });
});
