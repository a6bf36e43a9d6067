import { listRaw, type SendRaw, type Row } from './cloud';

/** Expected reading of a region, from the raw responses of its services. */
export interface Expectations {
  /** By id; undefined if the list is forbidden or fails. */
  servers?: Map<string, Row>;
  serversStatus: number;
  areAllProjects: boolean;
  hypervisors?: Map<string, Row>;
  hypervisorsStatus: number;
  placementStatus: number;
  quota?: Row;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

const POWER: Record<number, string> = {
  0: 'no state',
  1: 'running',
  3: 'paused',
  4: 'shut down',
  6: 'crashed',
  7: 'suspended',
};

const STOPPED =
  /^(SHUTOFF|PAUSED|SUSPENDED|SHELVED|SHELVED_OFFLOADED|SOFT_DELETED)$/;

/** The mapping of the provider, written a second time. */
function healthOf(row: Row, hostIsDown: boolean): string {
  const power = row['OS-EXT-STS:power_state'];
  if (row.status === 'ERROR' || power === 6) return 'failed';
  if (row.status === 'UNKNOWN') return 'unknown';
  if (hostIsDown && !STOPPED.test(row.status)) return 'unknown';
  if (row['OS-EXT-STS:task_state']) return 'transitional';
  if (row.status === 'ACTIVE') return power === 1 ? 'healthy' : 'degraded';
  if (/^(VERIFY_RESIZE|RESCUE)$/.test(row.status)) return 'degraded';
  return STOPPED.test(row.status) ? 'stopped' : 'transitional';
}

function expectServer(row: Row, downHosts: Set<string>, names: Row): Row {
  const node = row['OS-EXT-SRV-ATTR:hypervisor_hostname'] ?? undefined;
  const addresses = Object.values<Row[]>(row.addresses ?? {}).flatMap(list =>
    list.map(({ addr }) => addr),
  );
  return {
    name: row.name ?? row.id,
    status: row.status,
    health: healthOf(row, downHosts.has(node)),
    node,
    project: row.tenant_id,
    projectName: names[row.tenant_id] ?? row.tenant_id,
    vcpus: row.flavor?.vcpus,
    memory: row.flavor && row.flavor.ram * MIB,
    disk: (row.flavor?.disk && row.flavor.disk * GIB) || undefined,
    flavor: row.flavor?.original_name,
    taskState: row['OS-EXT-STS:task_state'] || undefined,
    vmState: row['OS-EXT-STS:vm_state'] || undefined,
    powerState: POWER[row['OS-EXT-STS:power_state']],
    hostStatus: row.host_status || undefined,
    hostId: row.hostId || undefined,
    zone: row['OS-EXT-AZ:availability_zone'] || undefined,
    created: row.created && new Date(row.created).toISOString(),
    addresses: [...new Set(addresses)].sort().join(' '),
    tags: [...(row.tags ?? [])].sort().join(' '),
    labels: JSON.stringify(Object.entries(row.metadata ?? {}).sort()),
    locked: row.locked ? row.locked_reason ?? true : undefined,
  };
}

async function expectHypervisor(
  row: Row,
  send: SendRaw,
  zones: Row,
): Promise<Row> {
  const path = `/resource_providers/${row.id}`;
  const placement = { service: 'placement', microversion: '1.0' } as const;
  const { body: has } = await send({
    ...placement,
    path: `${path}/inventories`,
  });
  const { body: uses } = await send({ ...placement, path: `${path}/usages` });
  const sum = (of: (name: string) => number | undefined, names: string[]) => {
    const known = names.map(of).filter(value => value !== undefined);
    return known.length > 0
      ? known.reduce((total, value) => total + value, 0)
      : undefined;
  };
  const capacity = (name: string) => {
    const inventory = has.inventories?.[name];
    if (!inventory) return undefined;
    const { total, reserved, allocation_ratio: ratio } = inventory;
    return Math.floor((total - reserved) * ratio);
  };
  const allocated = (name: string) =>
    has.inventories?.[name] && uses.usages?.[name];
  const times = (value: number | undefined, unit: number) =>
    value === undefined ? undefined : value * unit;
  return {
    name: row.hypervisor_hostname,
    state: `${row.state}, ${row.status}`,
    health:
      (row.state === 'down' && 'failed') ||
      (row.status === 'disabled' ? 'stopped' : 'healthy'),
    serviceHost: row.service?.host,
    disabledReason: row.service?.disabled_reason ?? undefined,
    zone: zones[row.service?.host],
    cores: sum(capacity, ['VCPU', 'PCPU']),
    allocatedCores: sum(allocated, ['VCPU', 'PCPU']),
    memory: times(capacity('MEMORY_MB'), MIB),
    allocatedMemory: times(allocated('MEMORY_MB'), MIB),
    disk: times(capacity('DISK_GB'), GIB),
    allocatedDisk: times(allocated('DISK_GB'), GIB),
  };
}

const byId = (rows: Row[]) =>
  new Map(rows.map(({ id, ...row }) => [String(id), row]));

/** Requests from the services of a region what the provider should read. */
export async function expectRegion(send: SendRaw): Promise<Expectations> {
  const compute = { service: 'compute', microversion: '2.79' } as const;
  const detail = { ...compute, path: '/servers/detail', key: 'servers' };
  const all = await listRaw(send, {
    ...detail,
    path: `${detail.path}?all_tenants=1`,
  });
  const servers = all.status === 200 ? all : await listRaw(send, detail);
  const hosts = await listRaw(send, {
    service: 'compute',
    path: '/os-hypervisors/detail',
    microversion: '2.53',
    key: 'hypervisors',
  });
  const services = await listRaw(send, {
    ...compute,
    path: '/os-services?binary=nova-compute',
    key: 'services',
  });
  const projects = { service: 'identity', key: 'projects' } as const;
  let names = await listRaw(send, { ...projects, path: '/projects' });
  if (names.status !== 200) {
    names = await listRaw(send, { ...projects, path: '/auth/projects' });
  }
  const { status: placementStatus } = await send({
    service: 'placement',
    path: '/resource_providers',
  });
  const limits = await send({ ...compute, path: '/limits' });
  const zones = Object.fromEntries(
    services.rows.map(({ host, zone }) => [host, zone]),
  );
  const nameOf = Object.fromEntries(
    names.rows.map(({ id, name }) => [id, name]),
  );
  const downHosts = new Set(
    hosts.rows
      .filter(({ state }) => state === 'down')
      .map(({ hypervisor_hostname: name }) => name as string),
  );
  for (const row of servers.rows) {
    if (row.host_status === 'UNKNOWN') {
      downHosts.add(row['OS-EXT-SRV-ATTR:hypervisor_hostname']);
    }
  }
  const hypervisors: Row[] = [];
  for (const row of hosts.rows) {
    const expected = await expectHypervisor(row, send, zones);
    hypervisors.push({ id: row.id, ...expected });
  }
  return {
    servers:
      servers.status === 200
        ? byId(
            servers.rows.map(row => ({
              id: row.id,
              ...expectServer(row, downHosts, nameOf),
            })),
          )
        : undefined,
    serversStatus: servers.status,
    areAllProjects: all.status === 200,
    hypervisors: hosts.status === 200 ? byId(hypervisors) : undefined,
    hypervisorsStatus: hosts.status,
    placementStatus,
    quota: limits.status === 200 ? limits.body.limits.absolute : undefined,
  };
}
