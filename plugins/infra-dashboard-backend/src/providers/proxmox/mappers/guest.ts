import type {
  Health,
  NodeState,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Resource } from '../schemas';

/** Locks under which PVE is working on the guest; others, as `suspended`, are a state. */
const BUSY_LOCKS = new Set([
  'backup',
  'clone',
  'create',
  'disk',
  'fstrim',
  'migrate',
  'mounted',
  'rollback',
  'snapshot',
  'snapshot-delete',
  'suspending',
]);

const STATUS_HEALTH: Record<string, Health> = {
  running: 'healthy',
  stopped: 'stopped',
  paused: 'stopped',
  suspended: 'stopped',
  shutdown: 'stopped',
  prelaunch: 'transitional',
  inmigrate: 'transitional',
  postmigrate: 'transitional',
  'finish-migrate': 'transitional',
  'restore-vm': 'transitional',
  'save-vm': 'transitional',
  'io-error': 'failed',
  'internal-error': 'failed',
  'guest-panicked': 'failed',
  watchdog: 'failed',
};

const HA_HEALTH: Record<string, Health> = {
  error: 'failed',
  fence: 'degraded',
  recovery: 'degraded',
  migrate: 'transitional',
  relocate: 'transitional',
  request_start: 'transitional',
  request_start_balance: 'transitional',
  request_stop: 'transitional',
};

function judge(guest: Resource): { health: Health; statusReason?: string } {
  const { status = 'unknown', lock, hastate } = guest;
  const byHa = hastate && HA_HEALTH[hastate];
  if (byHa) return { health: byHa, statusReason: `HA state ${hastate}` };
  if (lock && BUSY_LOCKS.has(lock)) {
    return { health: 'transitional', statusReason: `Locked: ${lock}` };
  }
  const health = STATUS_HEALTH[status] ?? 'unknown';
  return { health, ...(lock && { statusReason: `Locked: ${lock}` }) };
}

function toTags(tags: string | undefined): string[] {
  return tags?.split(/[;,\s]+/).filter(Boolean) ?? [];
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}

/**
 * Maps a guest row of `GET /cluster/resources`.
 *
 * A guest is not running when its node is not online, whatever the row says: PVE repeats
 * the last statistics for up to five minutes after a node died (P1).
 *
 * @param nodeState - state of the node that the row names
 * @param remembered - the row from before PVE forgot name and size of the guest
 */
export function toGuest(
  row: Resource,
  options: { cluster: string; nodeState: NodeState; remembered?: Resource },
): Workload {
  const { cluster, nodeState, remembered } = options;
  const isNodeOnline = nodeState === 'online';
  const facts = { ...remembered, ...defined(row) };
  const { maxcpu, maxmem, maxdisk } = facts;
  const status = isNodeOnline ? row.status ?? 'unknown' : 'unknown';
  const isRunning = status !== 'stopped' && Boolean(row.uptime) && isNodeOnline;
  const isContainer = row.type === 'lxc';
  const tags = toTags(facts.tags);
  const judged = isNodeOnline
    ? judge(row)
    : {
        health: 'unknown' as const,
        statusReason: `Node ${row.node} is ${nodeState}; last seen as ${
          remembered?.status ?? row.status ?? 'unknown'
        }`,
      };
  return defined<Workload>({
    id: `${cluster}/${row.type}/${row.vmid}`,
    name: facts.name ?? `${isContainer ? 'CT' : 'VM '}${row.vmid}`,
    cluster,
    provider: 'proxmox',
    node: row.node,
    namespace: facts.pool,
    type: row.type,
    status,
    ...judged,
    cpu: defined({
      count: maxcpu,
      usage:
        isRunning && row.cpu !== undefined && maxcpu !== undefined
          ? row.cpu * maxcpu
          : undefined,
    }),
    memory: defined({ used: isRunning ? row.mem : undefined, total: maxmem }),
    // PVE cannot look into the disk of a virtual machine and says 0 (P7).
    storage: defined({
      used: isContainer && isRunning ? row.disk : undefined,
      total: maxdisk,
    }),
    uptime: isRunning ? row.uptime : undefined,
    template: facts.template || undefined,
    tags: tags.length > 0 ? tags : undefined,
    metadata: defined({
      vmid: String(row.vmid),
      pool: facts.pool,
      lock: row.lock,
      hastate: row.hastate,
      // With ballooning it is what the guest uses, else what its process holds (P8).
      memorySource: isRunning
        ? isContainer
          ? 'cgroup'
          : 'balloon driver, or the process on the host without it'
        : undefined,
      memoryOnHost: row.memhost ? String(row.memhost) : undefined,
    } as Record<string, string>),
  });
}
