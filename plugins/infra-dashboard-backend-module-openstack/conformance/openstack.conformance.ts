import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
/*
 * Reads a real OpenStack with the provider, and compares the reading with raw responses of
 * Nova, Placement and Keystone, and with the output of the `openstack` client. Reads only.
 *
 *   OS_CLOUD                           an entry of clouds.yaml, or
 *   OS_AUTH_URL, OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME, OS_USER_DOMAIN_NAME,
 *   OS_PROJECT_DOMAIN_NAME             a user, or
 *   OS_AUTH_TYPE=v3applicationcredential, OS_AUTH_URL, OS_APPLICATION_CREDENTIAL_ID,
 *   OS_APPLICATION_CREDENTIAL_SECRET   an application credential
 *   OS_REGION_NAME                     that region only; default: all of the catalog
 *   OS_INTERFACE, OS_CACERT, OS_INSECURE=true
 *   OPENSTACK                          the client; default: openstack
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/openstack.conformance.ts
 */
import { deepStrictEqual, ok, rejects } from 'node:assert';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { OpenStackProvider } from '../src/provider';
import {
  config,
  logInDirectly,
  requests,
  type SendRaw,
} from './openstack/cloud';
import type { Comparison } from './openstack/compare';
import { comparePrints } from './openstack/comparePrints';
import {
  codesOf,
  compareReading,
  type Reading,
} from './openstack/compareReading';
import { expectRegion, type Expectations } from './openstack/expectations';
import {
  hasClient,
  printRegion,
  type Prints,
} from './openstack/openstackClient';

const ROUNDS = 3;
const { signal } = new AbortController();

interface Snapshot {
  expected: Expectations;
  prints?: Prints;
}

async function takeSnapshot(region: string, send: SendRaw, hasPrints: boolean) {
  const expected = await expectRegion(send);
  const prints = hasPrints ? await printRegion(region) : undefined;
  return { expected, prints } as Snapshot;
}

async function readAll(provider: PartReader) {
  requests.clear();
  const cycle = {};
  const startedAt = performance.now();
  const clusters = await provider.getAllClusters({ signal, cycle });
  const readings: Reading[] = [];
  for (const cluster of clusters) {
    ok(!cluster.failure, `${cluster.name}: ${cluster.failure?.message}`);
    const workloads = await provider
      .getWorkloads(cluster.name, { signal, cycle })
      .catch(error => {
        if (error instanceof ProviderFailure) return undefined;
        throw error;
      });
    readings.push({ cluster, workloads });
  }
  const ms = Math.round(performance.now() - startedAt);
  return { readings, cost: { ms, requests: Object.fromEntries(requests) } };
}

/** Number of requests to Placement. */
function countPlacement(sent: Record<string, number>): number {
  return Object.entries(sent)
    .filter(([key]) => key.includes('/resource_providers'))
    .reduce((total, [, times]) => total + times, 0);
}

function summarize(comparisons: Record<string, Comparison>) {
  return Object.fromEntries(
    Object.entries(comparisons).map(([part, { differences, ...rest }]) => [
      part,
      { ...rest, differences: differences.length },
    ]),
  );
}

/** Compares each region with snapshots before and after the read. */
function compareRegions(
  regions: string[],
  snapshots: { readings: Reading[]; before: Snapshot[]; after: Snapshot[] },
) {
  return regions.map((region, index) => {
    const reading = snapshots.readings.find(
      ({ cluster }) => cluster.metadata?.region === region,
    );
    ok(reading, `the region ${region} is read`);
    const before = snapshots.before[index];
    const after = snapshots.after[index];
    const comparisons = {
      ...compareReading(reading, {
        before: before.expected,
        after: after.expected,
      }),
      ...(before.prints &&
        after.prints &&
        comparePrints(
          { before: before.prints, after: after.prints },
          {
            nodes: reading.cluster.nodes,
            workloads: reading.workloads?.items ?? [],
          },
        )),
    };
    return {
      figures: { region, ...summarize(comparisons) },
      differences: Object.values(comparisons).flatMap(item =>
        item.differences.map(one => `${region}: ${one}`),
      ),
    };
  });
}

async function compare(provider: PartReader) {
  const direct = await logInDirectly();
  const hasPrints = await hasClient();
  const snapshotOf = (region: string) =>
    takeSnapshot(region, direct.in(region), hasPrints);
  let before = await Promise.all(direct.regions.map(snapshotOf));
  const isRefused = before.every(
    ({ expected }) =>
      expected.serversStatus === 403 && expected.hypervisorsStatus === 403,
  );
  if (isRefused) {
    await rejects(readAll(provider), { code: 'FORBIDDEN' });
    const result = 'forbidden, and reported';
    return { roles: direct.roles, result, differences: [] };
  }
  const rounds: object[] = [];
  const differences = new Set<string>();
  let last: Reading[] = [];
  let logins = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { readings, cost } = await readAll(provider);
    last = readings;
    logins += cost.requests['POST /v3/auth/tokens'] ?? 0;
    const hosts = readings.flatMap(({ cluster }) => cluster.nodes).length;
    const maxRequests = readings.length + 2 * hosts;
    ok(
      countPlacement(cost.requests) <= maxRequests,
      'too many requests to Placement',
    );
    const after = await Promise.all(direct.regions.map(snapshotOf));
    const parts = compareRegions(direct.regions, { readings, before, after });
    parts
      .flatMap(part => part.differences)
      .forEach(one => differences.add(one));
    rounds.push({ ...cost, regions: parts.map(({ figures }) => figures) });
    before = after;
  }
  deepStrictEqual(logins, 1, 'all refreshes share one login');
  const { checks } = await provider.checkConnection({ signal });
  return {
    roles: direct.roles,
    clusters: last.map(({ cluster, workloads }) => ({
      name: cluster.name,
      version: cluster.version,
      health: `${cluster.health} (${cluster.statusReason ?? ''})`,
      metadata: cluster.metadata,
      totals: cluster.totals,
      limitations: codesOf([
        ...(cluster.limitations ?? []),
        ...(workloads?.limitations ?? []),
      ]),
    })),
    rounds,
    checks: checks.map(
      ({ id, status, message }) => `${id}: ${status} ${message ?? ''}`,
    ),
    differences: [...differences],
  };
}

async function main() {
  const provider = new PartReader(
    new OpenStackProvider(
      createTestContext({
        name: 'conformance',
        config,
        timeouts: { connectMs: 10_000, totalMs: 60_000 },
        logger: {} as LoggerService,
      }),
    ),
  );
  try {
    const figures = await compare(provider);
    process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
    deepStrictEqual(
      figures.differences.slice(0, 20),
      [],
      'the reading differs from the cloud',
    );
  } finally {
    await provider.close();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
