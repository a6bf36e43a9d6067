import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Row } from './cloud';

const run = promisify(execFile);
const program = process.env.OPENSTACK ?? 'openstack';

/** Newest first; a client refuses what it does not know, a cloud what it does not have. */
const MICROVERSIONS = ['2.90', '2.87', '2.79', '2.53', '2.1'];

/** A host costs a start of the program; enough of them to tell. */
const MOST_HOSTS = 30;

/** Rows as the `openstack` client prints them, or that the client was refused them. */
export type Printed = Row[] | 'refused';

async function print(region: string, args: string[]): Promise<Printed> {
  const { stdout } = await run(
    program,
    ['--os-region-name', region, ...args, '-f', 'json'],
    { maxBuffer: 512 * 1024 ** 2, timeout: 300_000 },
  );
  return JSON.parse(stdout);
}

async function printOrRefused(
  region: string,
  args: string[],
): Promise<Printed> {
  try {
    return await print(region, args);
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr ?? error);
    if (/HTTP (40[13]|500)|40[13]: Client Error|Forbidden|policy/i.test(text)) {
      return 'refused';
    }
    throw error;
  }
}

async function printServers(region: string): Promise<Printed> {
  // Without a limit some clients print the first page only.
  const all = ['--limit', '-1'];
  const list = ['server', 'list', '--long', '--no-name-lookup', ...all];
  for (const microversion of MICROVERSIONS) {
    const versioned = ['--os-compute-api-version', microversion, ...list];
    try {
      const servers = await printOrRefused(region, [
        ...versioned,
        '--all-projects',
      ]);
      if (servers !== 'refused') return servers;
      return await printOrRefused(region, versioned);
    } catch (error) {
      const text = String((error as { stderr?: string }).stderr ?? error);
      if (!/version/i.test(text)) throw error;
    }
  }
  throw new Error('The openstack client and the cloud share no microversion');
}

/** Whether the program is there; without it only the raw answers are compared. */
export async function hasClient(): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}

/** All that the provider reads as the client prints it. */
export async function printRegion(region: string) {
  const servers = await printServers(region);
  const services = await printOrRefused(region, [
    ...['compute', 'service', 'list', '--service', 'nova-compute'],
  ]);
  // From 2.53 on hypervisors have the ids that they have in Placement.
  const hypervisors = await printOrRefused(region, [
    ...['--os-compute-api-version', '2.53', 'hypervisor', 'list'],
  ]);
  const inventories = new Map<string, Row[]>();
  if (hypervisors !== 'refused') {
    for (const { ID: id } of hypervisors.slice(0, MOST_HOSTS)) {
      const command = ['resource', 'provider', 'inventory', 'list', id];
      // The commands of Placement are a plugin of the client, which may not be there.
      const rows = await print(region, command).catch(() => 'refused' as const);
      if (rows !== 'refused') inventories.set(id, rows);
    }
  }
  return { servers, services, hypervisors, inventories };
}

export type Prints = Awaited<ReturnType<typeof printRegion>>;
