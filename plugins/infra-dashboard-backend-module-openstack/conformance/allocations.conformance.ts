/*
 * Asks how many servers of a size fit on generated hosts, and then lets a real Placement allocate
 * them one after the other until it refuses. WRITES resource providers: it refuses a Placement
 * that has some. It needs one of its own with `auth_strategy = noauth2`; SQLite is enough.
 *
 *   PLACEMENT_URL  its address, such as http://127.0.0.1:8778
 *   CASES          how many cases; default: 40
 *   RECORD         a file that gets a line for each case
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/allocations.conformance.ts
 */
import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { composeCapacity } from '../../infra-dashboard-backend/src/capacity/composeCapacity';
import { placementOf } from '../src/mappers/placement';
import { inventoriesSchema, usagesSchema } from '../src/schemas';
import { createCloud } from './placement/cases';
import { openPlacement, type Resources } from './placement/placementApi';
import { MIB } from './placement/sizes';

const { CASES = '40', PLACEMENT_URL = '', RECORD } = process.env;
const placement = openPlacement(PLACEMENT_URL);

/** What the dashboard answers: how many fit on which host. */
function predict(
  hosts: Array<{ name: string; inventories: object; usages: object }>,
  { MEMORY_MB: mib, VCPU: cpu }: Resources,
): Record<string, number> {
  const nodes = hosts.map(({ name, ...raw }) => ({
    name,
    ...placementOf(
      { ...inventoriesSchema.parse(raw), ...usagesSchema.parse(raw) },
      { state: 'up', status: 'enabled' } as Parameters<typeof placementOf>[1],
    ),
  }));
  const answered = composeCapacity(nodes as NodeStatus[], {
    ...(cpu && { cpu }),
    ...(mib && { memory: mib * MIB }),
  });
  return Object.fromEntries(
    answered.nodes.map(({ fits, name }) => [name, fits]),
  );
}

/** Allocates until Placement refuses, and releases all of it. */
async function fill(uuid: string, size: Resources): Promise<number> {
  const consumers: string[] = [];
  for (;;) {
    const consumer = await placement.allocate(uuid, size);
    if (!consumer) break;
    consumers.push(consumer);
  }
  for (const consumer of consumers) await placement.release(consumer);
  return consumers.length;
}

async function runCase(seed: number) {
  const { hosts: generated, size: asked } = createCloud(seed);
  const size = asked as Resources;
  const consumers: string[] = [];
  const hosts = [];
  for (const [index, host] of generated.entries()) {
    const [uuid, name] = [randomUUID(), `host-${index}`];
    await placement.createHost(uuid, name);
    await placement.setInventories(uuid, host.inventory);
    for (const allocation of host.allocations) {
      const consumer = await placement.allocate(uuid, allocation);
      if (consumer) consumers.push(consumer);
    }
    await placement.setInventories(uuid, host.later);
    hosts.push({ uuid, name, ...(await placement.readHost(uuid)) });
  }
  const predicted = predict(hosts, size);
  const candidates = await placement.listCandidates(size);
  const found: Record<string, number> = {};
  for (const { name, uuid } of hosts) {
    const count = await fill(uuid, size);
    if (count > 0) found[name] = count;
  }
  const offered = hosts
    .filter(({ uuid }) => candidates.includes(uuid))
    .map(({ name }) => name);
  for (const consumer of consumers) await placement.release(consumer);
  for (const { uuid } of hosts) await placement.removeHost(uuid);
  if (RECORD) {
    const rows = hosts.map(({ uuid: _, ...host }) => host);
    const line = JSON.stringify({ size, fits: found, hosts: rows });
    await appendFile(RECORD, `${line}\n`);
  }
  const isEqual =
    isDeepStrictEqual(predicted, found) &&
    isDeepStrictEqual(offered, Object.keys(found));
  return {
    ...{ hosts: hosts.length, allocations: consumers.length },
    fits: Object.values(found).reduce((all, count) => all + count, 0),
    difference: isEqual
      ? undefined
      : { seed, size, predicted, found, offered, hosts },
  };
}

async function main() {
  if ((await placement.listHosts()).length > 0) {
    throw new Error('Placement has resource providers: not touched');
  }
  const figures = { cases: 0, hosts: 0, allocations: 0, fits: 0 };
  const differences: object[] = [];
  for (let seed = 0; seed < Number(CASES); seed += 1) {
    const result = await runCase(seed);
    figures.cases += 1;
    figures.hosts += result.hosts;
    figures.allocations += result.allocations;
    figures.fits += result.fits;
    if (result.difference) differences.push(result.difference);
  }
  const report = { ...figures, differences };
  process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
  if (differences.length > 0) process.exitCode = 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
