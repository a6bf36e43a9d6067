import type {
  MessageParams,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { LayerEvidence } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  coreMessage,
  type CoreMessageCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { findDuplicates } from '../inventory/findDuplicates';
import { indexMachines, type MachineIndex } from './MachineIndex';
import { nodeIdentity, type NodeIdentity } from './nodeIdentity';
import { normalizeUuid } from './uuid';

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
  /** Names of the cluster, in the configuration and on its platform; in lower case. */
  names: string[];
  /** The first of the clusters that are the same one. */
  group: string;
}

function evidenceOf(
  { kind, confidence }: Pick<LayerEvidence, 'kind' | 'confidence'>,
  code: CoreMessageCode,
  params?: MessageParams,
): LayerEvidence {
  const { message } = coreMessage(code, params);
  return {
    kind,
    confidence,
    message,
    messageCode: code,
    ...(params && { params }),
  };
}

const CERTAIN = { kind: 'provider-id', confidence: 'certain' } as const;
const LIKELY = { kind: 'provider-id', confidence: 'likely' } as const;
const OF_SYSTEM = { kind: 'system-uuid', confidence: 'certain' } as const;
const OF_ADDRESS = { kind: 'address', confidence: 'likely' } as const;

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

/** What is found in each place; once for a cluster that is configured twice. */
function inPlaces<T>(places: Place[], find: (place: Place) => T[]): T[] {
  const groups = new Set<string>();
  return places.flatMap(place => {
    if (groups.has(place.group)) return [];
    const found = find(place);
    if (found.length > 0) groups.add(place.group);
    return found;
  });
}

function byLocalId(
  places: Place[],
  node: NodeStatus,
  local: NonNullable<NodeIdentity['local']>,
): MachineLink | undefined {
  const { cluster, id } = local;
  const withId = ({ record, index }: Place): Candidate[] => {
    const machine = index.byLocalId.get(id);
    return machine ? [{ machine, record }] : [];
  };
  const name = cluster.toLowerCase();
  const named = inPlaces(
    places.filter(({ names }) => names.includes(name)),
    withId,
  );
  if (named.length === 1) {
    return {
      ...named[0],
      evidence: evidenceOf(CERTAIN, 'evidence-cluster-and-id', { cluster, id }),
    };
  }
  // The cluster may have another name there; every cluster may have a machine with this id.
  const alike = inPlaces(places, place =>
    withId(place).filter(
      ({ machine }) =>
        same(machine.name, node.name) ||
        machine.addresses?.some(one => node.addresses?.includes(one)),
    ),
  );
  if (alike.length !== 1) return undefined;
  return {
    ...alike[0],
    evidence: evidenceOf(LIKELY, 'evidence-id', { id }),
  };
}

function byAddress(
  places: Place[],
  node: NodeStatus,
  { addresses, uuid }: NodeIdentity,
): MachineLink | undefined {
  const candidates = inPlaces(places, ({ record, index }) => {
    const found = new Map<Workload, Candidate & { address: string }>();
    for (const address of addresses) {
      for (const machine of index.byAddress.get(address) ?? []) {
        // A machine whose id is another UUID is another machine.
        if (uuid && normalizeUuid(machine.id)) continue;
        found.set(machine, { machine, record, address });
      }
    }
    return [...found.values()];
  });
  const named = candidates.filter(({ machine }) =>
    same(machine.name, node.name),
  );
  // Private addresses repeat between sites: several matches prove nothing.
  const [only] = candidates.length === 1 ? candidates : named;
  if (!only || (candidates.length > 1 && named.length > 1)) return undefined;
  const { address, ...candidate } = only;
  return {
    ...candidate,
    evidence: evidenceOf(
      OF_ADDRESS,
      named.length === 1 ? 'evidence-address-and-name' : 'evidence-address',
      { address },
    ),
  };
}

/** Finds machines in the given clusters: those that a caller may not see give no evidence. */
export class MachineFinder {
  readonly #places: Place[];

  /** @param machines - those that may be what a node is; others are no use */
  constructor(
    records: readonly ClusterRecord[],
    machines: readonly Workload[],
  ) {
    const byCluster = new Map<string, Workload[]>();
    for (const machine of machines) {
      const known = byCluster.get(machine.cluster);
      if (known) known.push(machine);
      else byCluster.set(machine.cluster, [machine]);
    }
    const duplicates = findDuplicates(records);
    this.#places = records.flatMap(record => {
      const { name, topology } = record.snapshot;
      const index = indexMachines(byCluster.get(name) ?? [], record);
      if (index.size === 0) return [];
      const names = [name, topology.data?.displayName ?? name].map(one =>
        one.toLowerCase(),
      );
      const group = duplicates.get(name)?.first ?? name;
      return [{ record, index, names, group }];
    });
  }

  /** The virtual machine that a node is, by the most certain evidence there is. */
  find(node: NodeStatus): MachineLink | undefined {
    const places = this.#places;
    const identity = nodeIdentity(node);
    const { platform } = identity;
    // A node on metal or in another cloud shares addresses by chance only.
    const ofPlatform = platform
      ? places.filter(({ record }) => record.entry.type === platform)
      : places;
    const ofProviderId = identity.uuid && byUuid(places, [identity.uuid]);
    if (ofProviderId) {
      return {
        ...ofProviderId,
        evidence: evidenceOf(CERTAIN, 'evidence-uuid'),
      };
    }
    const ofLocalId =
      identity.local && byLocalId(ofPlatform, node, identity.local);
    if (ofLocalId) return ofLocalId;
    const ofSystem = byUuid(places, identity.systemUuids);
    if (ofSystem) {
      return {
        ...ofSystem,
        evidence: evidenceOf(OF_SYSTEM, 'evidence-system-uuid'),
      };
    }
    return byAddress(ofPlatform, node, identity);
  }
}
