/*
 * Reads a real OpenStack with the provider and compares what it says with what Keystone,
 * Nova and Placement answer when asked directly. Takes the environment variables of the
 * `openstack` client:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/openstack.conformance.ts
 */
import { deepStrictEqual, ok } from 'node:assert';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  OpenStackProvider,
  openstackConfigSchema,
} from '../src/providers/openstack';
import { loginBody } from '../src/providers/openstack/auth';
import { readSettings } from '../src/providers/openstack/settings';

type Row = Record<string, any>;

const { env } = process;
const applicationCredential = env.OS_APPLICATION_CREDENTIAL_SECRET
  ? {
      applicationCredentialId: env.OS_APPLICATION_CREDENTIAL_ID,
      applicationCredentialSecret: env.OS_APPLICATION_CREDENTIAL_SECRET,
    }
  : undefined;

const config = openstackConfigSchema.parse({
  authUrl: env.OS_AUTH_URL,
  region: env.OS_REGION_NAME,
  interface: env.OS_INTERFACE,
  caFile: env.OS_CACERT,
  allowInsecure: env.OS_INSECURE === 'true' ? true : undefined,
  ...(applicationCredential ?? {
    username: env.OS_USERNAME,
    password: env.OS_PASSWORD,
    projectName: env.OS_PROJECT_NAME,
    userDomainName: env.OS_USER_DOMAIN_NAME,
    projectDomainName: env.OS_PROJECT_DOMAIN_NAME,
  }),
});

/** Requests by method and path without ids, as they leave this process. */
const requests = new Map<string, number>();
const directFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const path = new URL(String(input)).pathname.replace(/[0-9a-f-]{32,}/g, '*');
  const key = `${init?.method ?? 'GET'} ${path}`;
  requests.set(key, (requests.get(key) ?? 0) + 1);
  return directFetch(input, init);
};

async function directLogin() {
  const settings = readSettings(config);
  const response = await directFetch(`${settings.identityUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(loginBody(settings.credentials)),
  });
  const { token } = (await response.json()) as { token: Row };
  const endpoint = (type: string): string | undefined =>
    token.catalog
      .find((entry: Row) => entry.type === type)
      ?.endpoints.find(
        (item: Row) =>
          item.interface === (config.interface ?? 'public') &&
          (!config.region || item.region_id === config.region),
      )?.url;
  const id = response.headers.get('x-subject-token') ?? '';
  return async (service: string, path: string, microversion: string) => {
    const answer = await directFetch(`${endpoint(service)}${path}`, {
      headers: {
        'X-Auth-Token': id,
        'OpenStack-API-Version': `${service} ${microversion}`,
      },
    });
    const body = (await answer.json()) as Row;
    return { status: answer.status, body };
  };
}

function codes(limitations: Limitation[] | undefined): string[] {
  return [...new Set((limitations ?? []).map(({ code }) => code))].sort();
}

function byId(rows: Array<[string, unknown]>) {
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function compare(provider: OpenStackProvider) {
  const { signal } = new AbortController();
  const cycle = {};
  const startedAt = Date.now();
  const [cluster] = await provider.getAllClusters({ signal, cycle });
  const workloads = await provider.getWorkloads('conformance', {
    signal,
    cycle,
  });
  const firstMs = Date.now() - startedAt;
  const firstRequests = Object.fromEntries(requests);
  const again = {};
  await provider.getAllClusters({ signal, cycle: again });
  await provider.getWorkloads('conformance', { signal, cycle: again });
  const logins = [...requests].filter(([key]) => /^POST .*tokens/.test(key));
  deepStrictEqual(
    logins.map(([, times]) => times),
    [1],
    'two refreshes take one login',
  );

  const direct = await directLogin();
  const all = await direct('compute', '/servers/detail?all_tenants=1', '2.79');
  const servers =
    all.status === 200
      ? all
      : await direct('compute', '/servers/detail', '2.79');
  deepStrictEqual(
    byId(
      workloads.items.map(item => [
        item.id,
        [item.name, item.status, item.cpu.count, item.memory.total, item.node],
      ]),
    ),
    byId(
      servers.body.servers.map((row: Row) => [
        row.id,
        [
          row.name ?? row.id,
          row.status,
          // The stub of a cell that does not answer has no flavor.
          row.flavor?.vcpus,
          row.flavor && row.flavor.ram * 1024 ** 2,
          row['OS-EXT-SRV-ATTR:hypervisor_hostname'] ?? undefined,
        ],
      ]),
    ),
    'every server is there with its name, status, size and host',
  );

  const hosts = await direct('compute', '/os-hypervisors/detail', '2.53');
  if (hosts.status === 200) {
    const expected = await Promise.all(
      hosts.body.hypervisors.map(async (row: Row) => {
        const path = `/resource_providers/${row.id}`;
        const { body } = await direct('placement', `${path}/usages`, '1.0');
        return [
          row.id,
          [row.hypervisor_hostname, row.state, body.usages?.VCPU],
        ] as [string, unknown];
      }),
    );
    deepStrictEqual(
      byId(
        cluster.nodes.map(node => [
          node.id,
          [
            node.name,
            node.status === 'online' ? 'up' : 'down',
            node.cpu.requested,
          ],
        ]),
      ),
      byId(expected),
      'every hypervisor is there with its state and allocation',
    );
  } else if (hosts.status !== 403 && hosts.status !== 401) {
    ok(codes(cluster.limitations).includes('hypervisors-unreadable'));
  } else {
    deepStrictEqual(cluster.nodes, [], 'hidden hypervisors are not invented');
    ok(codes(cluster.limitations).includes('no-permission-nodes'));
    const limits = await direct('compute', '/limits', '2.57');
    if (limits.status === 200) {
      const { absolute } = limits.body.limits;
      deepStrictEqual(
        cluster.totals.cpu.requested,
        absolute.totalCoresUsed,
        'the quota is that of the project',
      );
    }
  }
  return {
    version: cluster.version,
    health: `${cluster.health} (${cluster.statusReason ?? ''})`,
    metadata: cluster.metadata,
    totals: cluster.totals,
    nodes: cluster.nodes.map(
      ({ name, rawStatus, health, cpu }) =>
        `${name}: ${rawStatus} → ${health}, ${cpu.requested} of ${cpu.total} cores`,
    ),
    workloads: workloads.items.map(
      ({ name, status, health, statusReason }) =>
        `${name}: ${status} → ${health}${
          statusReason ? ` (${statusReason})` : ''
        }`,
    ),
    limitations: codes(cluster.limitations),
    firstRefresh: { ms: firstMs, requests: firstRequests },
    bothRefreshes: Object.fromEntries(requests),
    checks: (await provider.checkConnection({ signal })).checks.map(
      ({ id, status, message }) => `${id}: ${status} ${message ?? ''}`,
    ),
  };
}

async function main() {
  const provider = new OpenStackProvider({
    name: 'conformance',
    config,
    timeouts: { connectMs: 5_000, totalMs: 30_000 },
    logger: {} as LoggerService,
  });
  try {
    const figures = await compare(provider);
    process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
  } finally {
    await provider.close();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
