import type {
  Health,
  NodeState,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  compact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ComputeService, Hypervisor } from '../schemas';
import type { Capacity } from './capacity';

export interface MapHypervisorOptions {
  cluster: string;
  /** The nova-compute that runs it, where os-services may be read. */
  service?: ComputeService;
  capacity?: Capacity;
}

/** Bare metal: one hypervisor per machine, and no vCPUs to share (O4). */
export function isIronic(hypervisor: Hypervisor): boolean {
  return hypervisor.hypervisor_type?.toLowerCase() === 'ironic';
}

/** The name of a host; the id where Nova tells none. */
export function hypervisorName(hypervisor: Hypervisor): string {
  return cleanText(hypervisor.hypervisor_hostname) ?? hypervisor.id;
}

interface HostState {
  status: NodeState;
  health: Health;
  statusReason?: string;
}

/** `state` is whether nova-compute reports, `status` whether it may get new instances. */
function stateOf(
  hypervisor: Hypervisor,
  service: ComputeService | undefined,
): HostState {
  const disabledReason = cleanText(
    hypervisor.service?.disabled_reason ?? service?.disabled_reason,
  );
  const isDisabled = hypervisor.status === 'disabled';
  const disabled = isDisabled
    ? `Disabled${disabledReason ? `: ${disabledReason}` : ''}`
    : undefined;
  if (hypervisor.state === 'down') {
    const down = service?.forced_down
      ? 'Its compute service is forced down'
      : 'Its compute service does not report';
    return {
      status: 'offline',
      health: 'failed',
      statusReason: disabled ? `${down}. ${disabled}` : down,
    };
  }
  if (hypervisor.state !== 'up') {
    return { status: 'unknown', health: 'unknown', statusReason: disabled };
  }
  return {
    status: 'online',
    health: isDisabled ? 'degraded' : 'healthy',
    statusReason: disabled,
  };
}

/** QEMU's and KVM's version is a number: 8002002 is 8.2.2. */
function versionOf(hypervisor: Hypervisor): string | undefined {
  const { hypervisor_type: type, hypervisor_version: version } = hypervisor;
  if (version === undefined || version === null) return undefined;
  const isNumbered = /^(qemu|kvm)$/i.test(type ?? '');
  if (!isNumbered || typeof version !== 'number' || version < 1_000_000) {
    return String(version);
  }
  const major = Math.floor(version / 1_000_000);
  const minor = Math.floor(version / 1_000) % 1_000;
  return `${major}.${minor}.${version % 1_000}`;
}

/** Seconds out of what uptime(1) prints; the driver may give none. */
export function parseUptime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match =
    /up\s+(?:(\d+)\s+days?,\s*)?(?:(\d+):(\d{2})|(\d+)\s+min|(\d+)\s+hours?)?/.exec(
      text,
    );
  if (!match) return undefined;
  const [, days, hours, minutes, onlyMinutes, onlyHours] = match.map(part =>
    part === undefined ? 0 : Number(part),
  );
  const seconds =
    days * 86_400 + (hours + onlyHours) * 3_600 + (minutes + onlyMinutes) * 60;
  return seconds > 0 ? seconds : undefined;
}

function cpuModelOf(hypervisor: Hypervisor): string | undefined {
  let info = hypervisor.cpu_info;
  if (typeof info === 'string') {
    try {
      info = JSON.parse(info);
    } catch {
      return undefined;
    }
  }
  const { vendor, model } = (info ?? {}) as Record<string, unknown>;
  return cleanText([vendor, model].filter(Boolean).join(' '));
}

/**
 * A node out of a row of `GET /os-hypervisors/detail`. What is allocated on it is
 * `requested`; `used` stays absent, since OpenStack does not know it (O6).
 */
export function mapHypervisor(
  hypervisor: Hypervisor,
  options: MapHypervisorOptions,
): NodeStatus {
  const { cluster, service, capacity } = options;
  const { statusReason, ...state } = stateOf(hypervisor, service);
  const ironic = isIronic(hypervisor);
  const uptime = parseUptime(hypervisor.uptime);
  const rawStatus = [hypervisor.state, hypervisor.status].filter(Boolean);
  return {
    id: hypervisor.id,
    name: hypervisorName(hypervisor),
    cluster,
    provider: 'openstack',
    ...state,
    ...(statusReason && { statusReason }),
    ...(rawStatus.length > 0 && { rawStatus: rawStatus.join(', ') }),
    cpu: (!ironic && capacity?.cpu) || {},
    memory: (!ironic && capacity?.memory) || {},
    ...(!ironic && capacity?.storage && { storage: capacity.storage }),
    ...(uptime !== undefined && { uptime }),
    ...(hypervisor.host_ip && { addresses: [hypervisor.host_ip] }),
    metadata: compact({
      hypervisorType: cleanText(hypervisor.hypervisor_type),
      hypervisorVersion: cleanText(versionOf(hypervisor)),
      serviceHost: cleanText(hypervisor.service?.host),
      zone: cleanText(service?.zone),
      disabledReason: cleanText(
        hypervisor.service?.disabled_reason ?? service?.disabled_reason,
      ),
      cpuModel: cpuModelOf(hypervisor),
      ...(!ironic && capacity?.metadata),
    }),
  };
}
