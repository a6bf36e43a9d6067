import {
  limitRows,
  type PlatformContext,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import { workloadsAreComplete } from '../mappers/completeness';
import type { ProxmoxConfig, ProxmoxCredentials } from '../config';
import { LABEL, invalidResponse } from '../failures';
import { GuestCache } from './GuestCache';
import {
  clusterOf,
  isSameCluster,
  mergeIdentity,
  OtherClusterFailure,
  readIdentity,
  type ClusterIdentity,
} from '../identity';
import { isStripped } from '../mappers';
import type { MemberClient } from '../client/MemberClient';
import { parseResources, type ParsedRows, type Resource } from '../schemas';
import type { ClusterInfo } from '../mappers/ClusterParts';
import { ClusterInfoPoller } from './ClusterInfoPoller';

/** What one member said in one refresh. */
export interface MemberReading {
  resources: ParsedRows<Resource>;
  facts: ClusterInfo;
}

export function isGuest({ type }: Resource): boolean {
  return type === 'qemu' || type === 'lxc';
}

export function isNode({ type }: Resource): boolean {
  return type === 'node';
}

function toIdentity({ resources, facts }: MemberReading): ClusterIdentity {
  const { status, statusFailure, certificates = [] } = facts;
  return {
    ...(status && !statusFailure && { cluster: clusterOf(status) }),
    nodes: resources.rows.filter(isNode).map(({ node }) => node!),
    certificates,
  };
}

/**
 * Reads the cluster through its members. All parts of a reading come from one member, and
 * that member has said that it belongs to the cluster that was read before.
 */
export class ClusterReader {
  /** Guests as they were when they were known in full. */
  readonly memory = new GuestCache();
  readonly #name: string;
  readonly #client: ProxmoxClient;
  readonly #credentials: ProxmoxCredentials;
  /** Of the member that the last good reading came from. */
  #side: ClusterInfoPoller | undefined;
  #identity: readonly string[] = [];
  #nodes = new Set<string>();
  #inFlight: Promise<MemberReading> | undefined;

  constructor(
    client: ProxmoxClient,
    options: Pick<PlatformContext<ProxmoxConfig>, 'name' | 'config'>,
  ) {
    this.#client = client;
    this.#name = options.name;
    this.#credentials = options.config.credentials;
  }

  /** What the last good reading says that the cluster is; empty before it. */
  get identity(): readonly string[] {
    return this.#identity;
  }

  async read(options: ReadOptions): Promise<MemberReading> {
    const reading = await this.#client.read(
      member => this.#readMember(member, options),
      options,
    );
    const { member, prefersAnother } = this.#side ?? {};
    if (member && prefersAnother) this.#client.avoid(member);
    await this.#client.recheck(
      (other, signal) => this.#checkMember(other, signal),
      options,
    );
    return reading;
  }

  async #readMember(
    member: MemberClient,
    options: ReadOptions,
  ): Promise<MemberReading> {
    // The resources first and alone: refused credentials then cost one attempt.
    const resources = await this.#load(member, options.signal);
    const side =
      this.#side?.member === member
        ? this.#side
        : new ClusterInfoPoller(member, this.#side?.facts);
    const guests = resources.rows.filter(isGuest);
    if (isStripped(resources.rows)) side.doubtPermissions();
    else if (this.memory.misses(guests)) side.recheckPermissions();
    const isDoubtful = !this.#looksFamiliar(resources.rows);
    await side.read(options.signal, { isDoubtful });
    const reading = { resources, facts: { ...side.facts } };
    const known = options.identityOf?.(this.#name) ?? this.#identity;
    const seen = toIdentity(reading);
    const isSame = isSameCluster(known, seen, {
      sharesGuests: this.memory.recognizes(guests),
      isSameAddress: this.#side?.member === member,
    });
    if (!isSame) {
      // What it said is of another cluster.
      if (this.#side === side) this.#side = undefined;
      throw new OtherClusterFailure(member);
    }
    this.#side = side;
    this.#identity = mergeIdentity(known, seen);
    this.#nodes = new Set(seen.nodes);
    const complete = workloadsAreComplete({
      ...resources,
      facts: reading.facts,
      credentials: this.#credentials,
    });
    this.memory.update(guests, Date.now(), { keepOthers: !complete });
    return reading;
  }

  /** Whether a member that is not in use could be. */
  async #checkMember(member: MemberClient, signal: AbortSignal): Promise<void> {
    const seen = await readIdentity(member, signal);
    const isSame = isSameCluster(this.#identity, seen, {
      isSameAddress: false,
    });
    if (!isSame) throw new OtherClusterFailure(member);
  }

  /**
   * The rows for the facts of one node, out of the member in use; reads at the same time
   * share them, as when the facts of all nodes are looked at.
   */
  readForNode(options: ReadOptions): Promise<MemberReading> {
    this.#inFlight ??= this.#readRows(options).finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  async #readRows(options: ReadOptions): Promise<MemberReading> {
    const side = this.#side;
    if (!side) return this.read(options);
    const resources = await this.#load(side.member, options.signal);
    return this.#looksFamiliar(resources.rows)
      ? { resources, facts: { ...side.facts } }
      : this.read(options);
  }

  /** `GET /cluster/resources`: all nodes, guests and storages in one response. */
  async #load(
    member: MemberClient,
    signal: AbortSignal,
  ): Promise<ParsedRows<Resource>> {
    const data = await member.get('/cluster/resources', { signal });
    if (!Array.isArray(data)) throw invalidResponse();
    const resources = await parseResources(limitRows(data, LABEL));
    // PVE always lists its nodes: an odd answer must not pass for an empty cluster (C1).
    if (resources.odd > 0 && !resources.rows.some(isNode))
      throw invalidResponse();
    return resources;
  }

  /** Whether the nodes and guests are those of the last refresh; without guests nobody knows. */
  #looksFamiliar(rows: Resource[]): boolean {
    const nodes = rows.filter(isNode);
    const guests = rows.filter(isGuest);
    return (
      guests.length > 0 &&
      nodes.length === this.#nodes.size &&
      nodes.every(({ node }) => this.#nodes.has(node!)) &&
      this.memory.isUnchanged(guests)
    );
  }
}
