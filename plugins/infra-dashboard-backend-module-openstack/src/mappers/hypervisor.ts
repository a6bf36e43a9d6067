import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Hypervisor, Server } from '../schemas';

/** Bare metal: one hypervisor per machine, and no vCPUs to share. */
export function isIronic(hypervisor: Hypervisor): boolean {
  return hypervisor.hypervisor_type?.toLowerCase() === 'ironic';
}

/** The host name; the id if there is none. */
export function hypervisorName(hypervisor: Hypervisor): string {
  return cleanText(hypervisor.hypervisor_hostname) ?? hypervisor.id;
}

/** The host that has a name as it is. */
export interface NameOwner {
  /** Of the hypervisor. */
  id: string;
  /** Of its service. */
  host: string;
}

/**
 * Names of hosts, which may repeat across cells. The owner of a name has it as it is, without one
 * the first in the list: links and history use it. Others get their service host appended.
 */
export class NodeNames {
  /** Names by id of the hypervisor. */
  readonly #names = new Map<string, string>();
  /** Service hosts whose hypervisors have other names, by host name. */
  readonly #renamed = new Map<string, Map<string, string>>();

  constructor(
    hypervisors: Hypervisor[],
    owners: ReadonlyMap<string, NameOwner> = new Map(),
  ) {
    const seen = new Set<string>();
    for (const hypervisor of hypervisors) {
      const name = hypervisorName(hypervisor);
      const host = hypervisor.service?.host;
      const owner = owners.get(name);
      const isOther = owner
        ? owner.id !== hypervisor.id && owner.host !== host
        : seen.has(name);
      if (isOther && host) this.#rename(hypervisor, name, host);
      seen.add(name);
    }
  }

  ofHypervisor(hypervisor: Hypervisor): string {
    return this.#names.get(hypervisor.id) ?? hypervisorName(hypervisor);
  }

  /** Undefined for a server without a host, and if hosts are hidden. */
  ofServer(server: Server): string | undefined {
    const name = cleanText(server['OS-EXT-SRV-ATTR:hypervisor_hostname']);
    const host = server['OS-EXT-SRV-ATTR:host'];
    if (!name || !host) return name;
    return this.#renamed.get(name)?.get(host) ?? name;
  }

  #rename(hypervisor: Hypervisor, name: string, host: string): void {
    const hosts = this.#renamed.get(name) ?? new Map<string, string>();
    const qualified = `${name} (${host})`;
    this.#names.set(hypervisor.id, qualified);
    this.#renamed.set(name, hosts.set(host, qualified));
  }
}

/** QEMU and KVM have a number as version: 8002002 is 8.2.2. */
export function versionOf(hypervisor: Hypervisor): string | undefined {
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

export function cpuModelOf(hypervisor: Hypervisor): string | undefined {
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

/** Seconds in the output of uptime(1), which not every driver has. */
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
