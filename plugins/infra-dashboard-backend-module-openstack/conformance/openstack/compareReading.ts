import type { TopologyReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type {
  Limitation,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadsReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Row } from './cloud';
import { compareRows, type Comparison } from './compare';
import type { Expectations } from './expectations';

export interface Reading {
  cluster: TopologyReading;
  /** Undefined where they could not be read. */
  workloads?: WorkloadsReading;
}

function toServer(workload: Workload): Row {
  const { metadata = {}, cpu, memory, storage } = workload;
  return {
    name: workload.name,
    status: workload.status,
    health: workload.health,
    node: workload.node,
    project: metadata.projectId,
    projectName: workload.namespace,
    vcpus: cpu.count,
    memory: memory.total,
    disk: storage?.total,
    flavor: metadata.flavor,
    taskState: metadata.taskState,
    vmState: metadata.vmState,
    powerState: metadata.powerState,
    hostStatus: metadata.hostStatus,
    hostId: metadata.hostId,
    zone: metadata.availabilityZone,
    created: workload.createdAt,
    addresses: [...(workload.addresses ?? [])].sort().join(' '),
    tags: [...(workload.tags ?? [])].sort().join(' '),
    labels: JSON.stringify(Object.entries(workload.labels ?? {}).sort()),
    locked: metadata.locked ? metadata.lockedReason ?? true : undefined,
  };
}

function toHypervisor(node: NodeStatus): Row {
  const { metadata = {} } = node;
  return {
    name: node.name,
    state: node.rawStatus,
    health: node.health,
    serviceHost: metadata.serviceHost,
    disabledReason: metadata.disabledReason,
    zone: metadata.zone,
    cores: node.cpu.total,
    allocatedCores: node.cpu.requested,
    memory: node.memory.total,
    allocatedMemory: node.memory.requested,
    disk: node.storage?.total,
    allocatedDisk: node.storage?.requested,
  };
}

export function codesOf(limitations: Limitation[] | undefined): string[] {
  return [...new Set((limitations ?? []).map(({ code }) => code))].sort();
}

const isForbidden = (status: number) => status === 401 || status === 403;

/** Missing or wrong limitations, and values of what could not be read. */
function findWrongLimitations(
  reading: Reading,
  expected: Expectations,
): string[] {
  const { cluster, workloads } = reading;
  const codes = codesOf(cluster.limitations);
  const found: string[] = [];
  const expect = (isTrue: boolean, what: string) => {
    if (!isTrue) found.push(what);
  };
  const checkCode = (code: string, isDue: boolean) =>
    expect(
      codes.includes(code) === isDue,
      `${code} is ${isDue ? 'missing' : 'reported without reason'}`,
    );
  checkCode('allocated-only', true);
  checkCode('no-permission-nodes', isForbidden(expected.hypervisorsStatus));
  checkCode('one-project-only', !expected.areAllProjects);
  if (!expected.hypervisors) {
    expect(cluster.nodes.length === 0, 'hypervisors are invented');
  } else {
    checkCode('no-permission-placement', isForbidden(expected.placementStatus));
  }
  const isHidden = isForbidden(expected.hypervisorsStatus);
  const hosts = new Set(
    [...(expected.servers?.values() ?? [])].flatMap(row => row.hostId ?? []),
  );
  expect(
    (cluster.hostGroups ?? []).length === (isHidden ? hosts.size : 0),
    'servers are not grouped by hidden host',
  );
  const used = [...cluster.nodes, cluster.totals].filter(
    ({ cpu, memory }) => cpu.used !== undefined || memory.used !== undefined,
  );
  expect(used.length === 0, 'something allocated is called used');
  expect(
    (workloads ?? { items: [] }).items.every(
      ({ cpu, memory }) => cpu.usage === undefined && memory.used === undefined,
    ),
    'the size of a flavor is called used',
  );
  const stubs = [...(expected.servers?.values() ?? [])].filter(
    ({ status }) => status === 'UNKNOWN',
  );
  checkCode('cell-down', stubs.length > 0);
  return found;
}

function sum(rows: Iterable<Row>, field: string): number | undefined {
  const values = [...rows].map(row => row[field]).filter(Number.isFinite);
  return values.length > 0
    ? values.reduce((total, value) => total + value, 0)
    : undefined;
}

/** The totals of the cluster: sums of its hypervisors that are up, else the quota of the project. */
function compareTotals(
  { totals }: TopologyReading,
  expected: Expectations,
): Comparison {
  const { hypervisors, quota } = expected;
  const limit = (value: number) => (value < 0 ? undefined : value);
  const MIB = 1024 ** 2;
  let row: Row = {};
  if (hypervisors) {
    const rows = [...hypervisors.values()];
    const up = rows.filter(({ state }) => !state.startsWith('down'));
    row = {
      cores: sum(up, 'cores'),
      allocatedCores: sum(up, 'allocatedCores'),
      memory: sum(up, 'memory'),
      allocatedMemory: sum(up, 'allocatedMemory'),
      nodes: rows.length,
    };
  } else if (quota && isForbidden(expected.hypervisorsStatus)) {
    const memory = limit(quota.maxTotalRAMSize);
    row = {
      cores: limit(quota.maxTotalCores),
      allocatedCores: quota.totalCoresUsed,
      memory: memory && memory * MIB,
      allocatedMemory: quota.totalRAMUsed * MIB,
      nodes: 0,
    };
  }
  const mine: Row = {
    cores: totals.cpu.total,
    allocatedCores: totals.cpu.requested,
    memory: totals.memory.total,
    allocatedMemory: totals.memory.requested,
    nodes: totals.nodes.total,
  };
  for (const { health } of expected.servers?.values() ?? []) {
    row[health] = (row[health] ?? 0) + 1;
    mine[health] = totals.workloads?.[health as 'healthy'];
  }
  const only = new Map([['all', row]]);
  return compareRows({
    what: 'total of',
    before: only,
    after: only,
    ours: new Map([['all', mine]]),
  });
}

/** Compares the reading of a region with the raw responses before and after it. */
export function compareReading(
  reading: Reading,
  expected: { before: Expectations; after: Expectations },
): Record<string, Comparison> {
  const { cluster, workloads } = reading;
  const { before, after } = expected;
  const wrong = findWrongLimitations(reading, after);
  const isSteady =
    JSON.stringify([...(before.servers ?? [])]) ===
    JSON.stringify([...(after.servers ?? [])]);
  const none = new Map<string, Row>();
  return {
    limitations: { compared: 1, changed: 0, fields: 0, differences: wrong },
    ...(isSteady && { totals: compareTotals(cluster, after) }),
    ...(after.servers && {
      servers: compareRows({
        what: 'server',
        before: before.servers ?? none,
        after: after.servers,
        ours: new Map(
          (workloads?.items ?? []).map(item => [item.id, toServer(item)]),
        ),
      }),
    }),
    ...(after.hypervisors && {
      hypervisors: compareRows({
        what: 'hypervisor',
        before: before.hypervisors ?? none,
        after: after.hypervisors,
        ours: new Map(cluster.nodes.map(node => [node.id, toHypervisor(node)])),
      }),
    }),
  };
}
