import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Row } from './cloud';

const run = promisify(execFile);
const program = process.env.OPENSTACK ?? 'openstack';

/** Newest first. Neither every client nor every cloud supports each. */
const MICROVERSIONS = ['2.90', '2.87', '2.79', '2.53', '2.1'];

/** Each host needs a process of its own. */
const MAX_HOSTS = 30;

/** Rows that the `openstack` client prints. */
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
  // By default, some clients print the first page only.
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

/** Whether the client is installed. Without it, only raw responses are compared. */
export async function hasClient(): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}

/** Prints everything that the provider reads. */
export async function printRegion(region: string) {
  const servers = await printServers(region);
  const services = await printOrRefused(region, [
    ...['compute', 'service', 'list', '--service', 'nova-compute'],
  ]);
  // From 2.53 on, ids of hypervisors are those in Placement.
  const hypervisors = await printOrRefused(region, [
    ...['--os-compute-api-version', '2.53', 'hypervisor', 'list'],
  ]);
  const inventories = new Map<string, Row[]>();
  if (hypervisors !== 'refused') {
    for (const { ID: id } of hypervisors.slice(0, MAX_HOSTS)) {
      const command = ['resource', 'provider', 'inventory', 'list', id];
      // Placement commands need a plugin of the client.
      const rows = await print(region, command).catch(() => 'refused' as const);
      if (rows !== 'refused') inventories.set(id, rows);
    }
  }
  return { servers, services, hypervisors, inventories };
}

export type Prints = Awaited<ReturnType<typeof printRegion>>;
