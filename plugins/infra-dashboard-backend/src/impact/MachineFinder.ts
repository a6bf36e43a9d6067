import type {
  LayerEvidence,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { indexMachines, type MachineIndex } from './MachineIndex';
import { nodeIdentity, type NodeIdentity } from './nodeIdentity';

/** The machine that a node is, and why that is believed. */
export interface MachineLink {
  machine: Workload;
  /** The cluster that the machine is in. */
  record: ClusterRecord;
  evidence: LayerEvidence;
}

type Candidate = Omit<MachineLink, 'evidence'>;

interface Place {
  record: ClusterRecord;
  index: MachineIndex;
  /** What the cluster is called, in the configuration and by itself; in lower case. */
  names: string[];
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a.toLowerCase() === b?.toLowerCase();
}

function byUuid(
  places: Place[],
  uuids: readonly string[],
): Candidate | undefined {
  for (const { record, index } of places) {
    for (const uuid of uuids) {
      const machine = index.byUuid.get(uuid);
      if (machine) return { machine, record };
    }
  }
  return undefined;
}

function byVmid(
  places: Place[],
  node: NodeStatus,
  vmid: NonNullable<NodeIdentity['vmid']>,
): MachineLink | undefined {
  const { region, number } = vmid;
  const inPlaces = (some: Place[]) =>
    some.flatMap(({ record, index }): Candidate[] => {
      const machine = index.byVmid.get(number);
      return machine?.provider === 'proxmox' ? [{ machine, record }] : [];
    });
  const name = region.toLowerCase();
  const named = inPlaces(places.filter(({ names }) => names.includes(name)));
  if (named.length === 1) {
    return {
      ...named[0],
      evidence: {
        kind: 'provider-id',
        confidence: 'certain',
        message: `The provider id names the cluster ${region} and the vmid ${number}`,
      },
    };
  }
  // The CCM may call the cluster otherwise; a vmid alone is in every cluster.
  const alike = inPlaces(places).filter(
    ({ machine }) =>
      same(machine.name, node.name) ||
      machine.addresses?.some(one => node.addresses?.includes(one)),
  );
  if (alike.length !== 1) return undefined;
  return {
    ...alike[0],
    evidence: {
      kind: 'provider-id',
      confidence: 'likely',
      message: `The provider id names the vmid ${number}, and the name or an address is the same`,
    },
  };
}

function byAddress(
  places: Place[],
  node: NodeStatus,
  { addresses, providerId }: NodeIdentity,
): MachineLink | undefined {
  const isProxmox = providerId?.startsWith('proxmox://');
  const found = new Map<Workload, Candidate & { address: string }>();
  for (const { record, index } of places) {
    if (isProxmox && record.entry.type !== 'proxmox') continue;
    for (const address of addresses) {
      for (const machine of index.byAddress.get(address) ?? []) {
        found.set(machine, { machine, record, address });
      }
    }
  }
  const candidates = [...found.values()];
  const named = candidates.filter(({ machine }) =>
    same(machine.name, node.name),
  );
  // Private addresses repeat between sites: several that fit say nothing.
  const [only] = candidates.length === 1 ? candidates : named;
  if (!only || (candidates.length > 1 && named.length > 1)) return undefined;
  const { address, ...candidate } = only;
  return {
    ...candidate,
    evidence: {
      kind: 'address',
      confidence: 'likely',
      message: `Both have the address ${address}${
        named.length === 1 ? ' and the same name' : ''
      }`,
    },
  };
}

/** Finds machines in the given clusters: what a caller may not see gives no evidence. */
export class MachineFinder {
  readonly #places: Place[];

  constructor(records: readonly ClusterRecord[]) {
    this.#places = records.flatMap(record => {
      const { name, topology, workloads } = record.snapshot;
      const index = workloads.data && indexMachines(workloads.data);
      if (!index || index.size === 0) return [];
      const names = [name, topology.data?.displayName ?? name].map(one =>
        one.toLowerCase(),
      );
      return [{ record, index, names }];
    });
  }

  /** The virtual machine that a node is, by the surest evidence there is. */
  find(node: NodeStatus): MachineLink | undefined {
    const places = this.#places;
    const identity = nodeIdentity(node);
    const ofProviderId = identity.uuid && byUuid(places, [identity.uuid]);
    if (ofProviderId) {
      return {
        ...ofProviderId,
        evidence: {
          kind: 'provider-id',
          confidence: 'certain',
          message: 'The provider id names the UUID of the machine',
        },
      };
    }
    const ofVmid = identity.vmid && byVmid(places, node, identity.vmid);
    if (ofVmid) return ofVmid;
    const ofSystem = byUuid(places, identity.systemUuids);
    if (ofSystem) {
      return {
        ...ofSystem,
        evidence: {
          kind: 'system-uuid',
          confidence: 'certain',
          message: 'The system UUID of the node is the UUID of the machine',
        },
      };
    }
    return byAddress(places, node, identity);
  }
}
