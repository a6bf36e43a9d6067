/*
 * Asks where servers of many sizes fit, and compares the hosts and the numbers with the
 * allocation candidates of a real Placement. Reads only, with the credentials of an
 * administrator: see openstack.conformance.ts for the variables.
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/placement.conformance.ts
 */
import { ok } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { composeCapacity } from '../../infra-dashboard-backend/src/capacity/composeCapacity';
import { OpenStackProvider } from '../src/provider';
import {
  config,
  listRaw,
  logInDirectly,
  type SendRaw,
} from './openstack/cloud';
import { findCandidates, findSummaries } from './placement/findCandidates';
import { createSizes, MIB, type FlavorSize } from './placement/sizes';

/** Placement is asked for this many servers at once on one host. */
const MAX_SERVERS = 24;

const { signal } = new AbortController();

async function readNodes(region: string): Promise<NodeStatus[]> {
  const provider = new PartReader(
    new OpenStackProvider(
      createTestContext({
        ...{ name: 'conformance', config, logger: {} as LoggerService },
        timeouts: { connectMs: 10_000, totalMs: 60_000 },
      }),
    ),
  );
  try {
    const clusters = await provider.getAllClusters({ signal, cycle: {} });
    const found = clusters.find(({ metadata }) => metadata?.region === region);
    ok(found && !found.failure, `the region ${region} is read`);
    return found.nodes;
  } finally {
    await provider.close();
  }
}

/** Hosts that the scheduler of Nova leaves out, whatever Placement says. */
async function listClosed(send: SendRaw): Promise<string[]> {
  const { rows, status } = await listRaw(send, {
    ...{ service: 'compute', microversion: '2.53', key: 'hypervisors' },
    path: '/os-hypervisors/detail',
  });
  ok(status === 200, `Nova responded with ${status}`);
  return rows
    .filter(row => row.state !== 'up' || row.status !== 'enabled')
    .map(row => row.hypervisor_hostname)
    .sort();
}

/** Placement does not know which services are down: that is compared by itself. */
function openAll(nodes: NodeStatus[]): NodeStatus[] {
  return nodes.map(({ placement, ...node }) => ({
    ...node,
    ...(placement && {
      placement: { ...placement, isOpen: true, blockedBy: undefined },
    }),
  }));
}

function differ(
  what: string,
  { expected, found }: { expected: unknown; found: unknown },
): object[] {
  return isDeepStrictEqual(found, expected) ? [] : [{ what, found, expected }];
}

/** What Placement itself says that each host has and gave away. */
async function compareAmounts(send: SendRaw, nodes: NodeStatus[]) {
  const summaries = await findSummaries(send);
  return nodes.flatMap(({ name, placement }) =>
    differ(name, {
      found: summaries.get(name),
      expected: placement && {
        cpu: [placement.allocatable.cpu, placement.allocated.cpu],
        memory: [placement.allocatable.memory, placement.allocated.memory],
      },
    }),
  );
}

async function compareSize(
  send: SendRaw,
  nodes: NodeStatus[],
  { cpu, mib }: FlavorSize,
) {
  const memory = mib && mib * MIB;
  const answered = composeCapacity(nodes, {
    ...(cpu && { cpu }),
    ...(memory && { memory }),
  });
  const fitsOn = new Map(answered.nodes.map(one => [one.name, one.fits]));
  const largestOf = new Map(
    nodes.map(({ name, placement }) => [name, placement?.largest ?? {}]),
  );
  const differences: object[] = [];
  const check = async (count: number) => {
    // Placement adds up what one request wants of a host, and limits the sum by max_unit.
    const isAsked = (name: string) => {
      const largest = largestOf.get(name);
      return (
        count === 1 ||
        (count * cpu <= (largest?.cpu ?? 0) &&
          count * (memory || 0) <= (largest?.memory ?? 0))
      );
    };
    const candidates = await findCandidates(send, { cpu, mib }, count);
    const found = [...candidates].filter(isAsked).sort();
    const expected = [...fitsOn]
      .filter(([name, fits]) => fits >= count && isAsked(name))
      .map(([name]) => name)
      .sort();
    const asked = `${count} of ${cpu} cores and ${mib} MiB`;
    differences.push(...differ(asked, { found, expected }));
  };
  // Each number at which a host drops out of the answer.
  const counts = new Set(
    [...fitsOn.values()]
      .flatMap(fits => [fits, fits + 1])
      .filter(count => count <= MAX_SERVERS),
  );
  counts.add(1);
  for (const count of counts) await check(count);
  return { differences, asked: counts.size, hosts: fitsOn.size };
}

async function main() {
  const direct = await logInDirectly();
  for (const region of direct.regions) {
    const send = direct.in(region);
    const read = await readNodes(region);
    const nodes = openAll(read);
    const closed = await listClosed(send);
    const figures = { sizes: 0, requests: 0, hosts: 0, nowhere: 0, partly: 0 };
    const differences: object[] = [
      ...(await compareAmounts(send, read)),
      ...differ('closed', {
        found: closed,
        expected: read
          .filter(({ placement }) => !placement?.isOpen)
          .map(({ name }) => name)
          .sort(),
      }),
    ];
    for (const size of createSizes(nodes)) {
      const result = await compareSize(send, nodes, size);
      figures.sizes += 1;
      figures.requests += result.asked;
      figures.hosts += result.hosts;
      if (result.hosts === 0) figures.nowhere += 1;
      else if (result.hosts < nodes.length) figures.partly += 1;
      differences.push(...result.differences);
    }
    process.stdout.write(
      `${JSON.stringify(
        {
          ...{ region, nodes: nodes.length, closed: closed.length },
          ...{ ...figures, differences },
        },
        undefined,
        1,
      )}\n`,
    );
    if (differences.length > 0) process.exitCode = 1;
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
