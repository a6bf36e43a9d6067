import type { Recorded, Scenario } from './replayServer';

export const good = (data: unknown): Recorded => ({
  status: 200,
  body: { data },
});

/** A fingerprint. */
export const print = (byte: string) => Array(32).fill(byte).join(':');

/** A cluster, or a standalone node where it has no name. */
export function installation(options: {
  cluster?: string;
  nodes: string[];
  guests: Record<number, string>;
  version?: string;
  certificate?: string;
  /** Whether the token may not read `/cluster/status`. */
  isHidden?: boolean;
  quorate?: number;
}): Scenario {
  const { cluster, nodes, guests, certificate, quorate = 1 } = options;
  const { version = '9.1.2' } = options;
  const [node] = nodes;
  return {
    'cluster-resources': good([
      ...nodes.map(name => ({
        type: 'node',
        id: `node/${name}`,
        node: name,
        status: 'online',
        cpu: 0.1,
        maxcpu: 8,
        mem: 1e9,
        maxmem: 8e9,
        uptime: 60,
      })),
      ...Object.entries(guests).map(([vmid, name]) => ({
        type: 'qemu',
        id: `qemu/${vmid}`,
        vmid: Number(vmid),
        name,
        node,
        status: 'running',
        maxcpu: 2,
        maxmem: 2e9,
        uptime: 60,
      })),
    ]),
    'cluster-status': options.isHidden
      ? { status: 403, body: null }
      : good([
          ...(cluster
            ? [{ type: 'cluster', id: 'cluster', name: cluster, quorate }]
            : []),
          ...nodes.map(name => ({ type: 'node', name, online: 1 })),
        ]),
    version: good({ version, release: version.slice(0, 3) }),
    permissions: good({
      '/': {
        'Sys.Audit': 1,
        'VM.Audit': 1,
        'Datastore.Audit': 1,
        'Pool.Audit': 1,
      },
    }),
    ...(certificate && {
      nodes: good(
        nodes.map(name => ({ node: name, ssl_fingerprint: certificate })),
      ),
    }),
  };
}

export const NODES = ['pve1', 'pve2'];
export const LAB = { cluster: 'lab', nodes: NODES, guests: { 100: 'web' } };
export const PROD = {
  cluster: 'prod',
  nodes: NODES,
  guests: { 900: 'payroll' },
};

export const REFUSAL: Recorded = {
  status: 401,
  reason: "no such token 'portal'",
  body: null,
};
