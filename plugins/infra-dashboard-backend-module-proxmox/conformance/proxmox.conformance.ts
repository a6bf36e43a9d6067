/*
 * Reads a real Proxmox VE with the provider and compares the result with raw responses of its
 * API: the lists of each node, the nodes, the storages, the quorum. Reads only.
 *
 *   PVE_URL                            such as https://pve1.example:8006
 *   PVE_TOKEN_ID, PVE_TOKEN_SECRET     an API token, or
 *   PVE_USERNAME, PVE_PASSWORD         a user, such as audit@pve
 *   PVE_FINGERPRINT, PVE_CA_FILE       what to trust; or PVE_INSECURE=true
 *   PVE_GUEST_ADDRESSES=true           read the addresses of guests as well
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/proxmox.conformance.ts
 */
import { deepStrictEqual, ok } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { proxmoxConfigSchema } from '../src/config';
import { ProxmoxProvider } from '../src/provider';
import { MemberClient } from '../src/client/MemberClient';

type Row = Record<string, any>;

const { env } = process;
const config = proxmoxConfigSchema.parse({
  url: env.PVE_URL,
  tokenId: env.PVE_TOKEN_ID,
  tokenSecret: env.PVE_TOKEN_SECRET,
  username: env.PVE_USERNAME,
  password: env.PVE_PASSWORD,
  fingerprint: env.PVE_FINGERPRINT,
  caFile: env.PVE_CA_FILE,
  allowInsecure: env.PVE_INSECURE === 'true',
  guestAddresses: env.PVE_GUEST_ADDRESSES === 'true',
});
const timeouts = { connectMs: 5_000, totalMs: 30_000 };
const { signal } = new AbortController();
const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map(level => [level, () => {}]),
) as unknown as LoggerService;

/** Requests by path without names and numbers, as they leave this process. */
const requests = new Map<string, number>();
const directFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const key = new URL(String(input)).pathname
    .replace(/^.*\/api2\/json/, '')
    .replace(/\/nodes\/[^/]+/, '/nodes/*')
    .replace(/\/\d+\//, '/*/');
  requests.set(key, (requests.get(key) ?? 0) + 1);
  return directFetch(input, init);
};

/** The `data` of a raw response; undefined if the request fails. */
async function request(raw: MemberClient, path: string): Promise<any> {
  return raw.get(path, { signal }).catch(() => undefined);
}

const byKey = (rows: Array<[string, unknown]>) =>
  Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));

/** The lists of each online node, which come from the configuration of the guests. */
async function listGuests(raw: MemberClient, nodes: Row[]) {
  const guests = new Map<string, Row>();
  for (const { node, status } of nodes) {
    if (status !== 'online') continue;
    for (const type of ['qemu', 'lxc']) {
      const rows: Row[] = (await request(raw, `/nodes/${node}/${type}`)) ?? [];
      rows.forEach(row =>
        guests.set(`${type}/${row.vmid}`, { ...row, node, type }),
      );
    }
  }
  return guests;
}

/** Bytes of all storages that nodes reach, shared ones once; undefined if a list fails. */
async function sumStorages(raw: MemberClient, nodes: Row[]) {
  const totals = new Map<string, number>();
  for (const { node, status } of nodes) {
    if (status !== 'online') continue;
    const rows: Row[] | undefined = await request(
      raw,
      `/nodes/${node}/storage`,
    );
    if (!rows) return undefined;
    for (const row of rows.filter(({ active }) => active)) {
      totals.set(
        row.shared ? row.storage : `${node}/${row.storage}`,
        row.total,
      );
    }
  }
  return [...totals.values()].reduce((sum, total) => sum + total, 0);
}

/** The state of a guest in the list of a node, where paused and failed ones are running. */
const toState = (status: string) =>
  status === 'stopped' || status === 'unknown' ? status : 'running';

async function compare(provider: PartReader, raw: MemberClient) {
  const read = async () => {
    const cycle = {};
    const [cluster] = await provider.getAllClusters({ signal, cycle });
    const workloads = await provider.getWorkloads('conformance', {
      signal,
      cycle,
    });
    return { cluster, workloads };
  };
  const startedAt = performance.now();
  await read();
  const firstMs = Math.round(performance.now() - startedAt);
  const firstRequests = Object.fromEntries(requests);

  const nodes = (await raw.get('/nodes', { signal })) as Row[];
  const before = await listGuests(raw, nodes);
  // Statistics are up to ten seconds old, so that recent changes appear later.
  await sleep(12_000);
  requests.clear();
  const { cluster, workloads } = await read();
  const nextRequests = Object.fromEntries(requests);
  const after = await listGuests(raw, nodes);

  deepStrictEqual(
    byKey(
      cluster.nodes.map(({ name, rawStatus, cpu, memory }) => [
        name,
        [rawStatus, cpu.total, memory.total],
      ]),
    ),
    byKey(
      nodes.map(({ node, status, maxcpu, maxmem }) => [
        node,
        [status, maxcpu, maxmem],
      ]),
    ),
    'every node is listed with its status and size',
  );

  const ours = new Map(
    workloads.items.map(item => [`${item.type}/${item.metadata?.vmid}`, item]),
  );
  let compared = 0;
  for (const [key, row] of after) {
    const earlier = before.get(key);
    if (earlier?.status !== row.status || earlier?.node !== row.node) continue;
    compared += 1;
    const guest = ours.get(key);
    ok(guest, `${key} is listed`);
    deepStrictEqual(
      [
        guest.name,
        guest.node,
        toState(guest.status),
        Boolean(guest.template),
        guest.memory.total,
        guest.tags?.join(';') ?? '',
      ],
      [
        row.name,
        row.node,
        // A guest without statistics, which the list of the node does not show.
        guest.status === 'unknown' ? 'unknown' : row.status,
        row.template === 1,
        row.maxmem,
        row.tags ?? '',
      ],
      `${key} equals the entry in the list of its node`,
    );
  }
  const dead = cluster.nodes.filter(({ status }) => status !== 'online');
  for (const { name } of dead) {
    const running = workloads.items.filter(
      ({ node, status }) => node === name && status === 'running',
    );
    deepStrictEqual(
      running,
      [],
      `nothing runs on ${name}, which is not online`,
    );
  }

  const status: Row[] | undefined = await request(raw, '/cluster/status');
  const quorate = status?.find(({ type }) => type === 'cluster')?.quorate;
  deepStrictEqual(
    cluster.metadata?.quorate,
    quorate === undefined ? undefined : (quorate === 1 && 'yes') || 'no',
    'the quorum is the reported one',
  );
  const storage = await sumStorages(raw, nodes);
  const { total = 0 } = cluster.totals.storage ?? {};
  ok(
    storage === undefined || Math.abs(total - storage) <= storage * 0.01,
    `storages of ${total} bytes instead of ${storage}: shared ones count once`,
  );
  const permissions: Row | undefined = await request(
    raw,
    '/access/permissions',
  );
  if (permissions && Object.keys(permissions).length === 0) {
    ok(cluster.limitations?.length, 'missing permissions are reported');
  }

  const { checks } = await provider.checkConnection({ signal });
  return {
    version: cluster.version,
    health: `${cluster.health} (${cluster.statusReason ?? ''})`,
    metadata: cluster.metadata,
    totals: cluster.totals,
    guests: {
      compared,
      changed: after.size - compared,
      withAddresses: workloads.items.filter(({ addresses }) => addresses)
        .length,
    },
    areStoragesCompared: storage !== undefined,
    limitations: [
      ...(cluster.limitations ?? []),
      ...(workloads.limitations ?? []),
    ].map(({ code }) => code),
    firstRead: { ms: firstMs, requests: firstRequests },
    nextRead: { requests: nextRequests },
    checks: checks.map(
      ({ id, status: state, message }) => `${id}: ${state} ${message ?? ''}`,
    ),
  };
}

async function main() {
  const [endpoint] = config.endpoints;
  const raw = new MemberClient({
    endpoint,
    config,
    http: createTestContext({ config, timeouts }).http,
  });
  const provider = new PartReader(
    new ProxmoxProvider(
      createTestContext({
        name: 'conformance',
        config,
        timeouts,
        logger,
      }),
    ),
  );
  try {
    const figures = await compare(provider, raw);
    process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
  } finally {
    await Promise.all([provider.close(), raw.close()]);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
