import {
  Expiring,
  type PlatformContext,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import type { MemberClient } from '../client/MemberClient';
import type { ProxmoxConfig } from '../config';
import {
  clusterNameOf,
  isSameCluster,
  mergeIdentity,
  OtherClusterFailure,
  type ClusterIdentity,
} from '../identity';
import type { ClusterParts, MemberReading } from '../mappers/ClusterParts';
import { findCompleteness } from '../mappers/completeness';
import {
  findRunningGuests,
  guestKey,
  hasNoDetails,
  isGuest,
  isNode,
} from '../mappers/resource';
import { isStripped } from '../mappers/visibility';
import { toKnownGuest, workloadId } from '../mappers/workload';
import type { Resource } from '../schemas';
import { BackupReader } from './BackupReader';
import { ClusterInfoPoller } from './ClusterInfoPoller';
import { GuestAddresses } from './GuestAddresses';
import { GuestCache } from './GuestCache';
import { NodeVersions } from './NodeVersions';
import { readIdentity } from './readIdentity';
import { readResources } from './readResources';

function toIdentity({ rows, info }: MemberReading): ClusterIdentity {
  const { status, statusFailure, certificates = [] } = info;
  return {
    ...(status && !statusFailure && { cluster: clusterNameOf(status) }),
    nodes: rows.filter(isNode).map(({ node }) => node!),
    certificates,
  };
}

/** The state of every node, to be compared. */
function statesOf({ rows }: Pick<MemberReading, 'rows'>): string {
  return rows
    .filter(isNode)
    .map(({ node, status }) => `${node} ${status}`)
    .sort()
    .join();
}

/**
 * Reads the cluster through its members. All parts of a reading come from one member, which has
 * proved to belong to the cluster that was read before.
 */
export class ClusterReader {
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #guests = new GuestCache();
  readonly #addresses: GuestAddresses | undefined;
  readonly #backups: BackupReader;
  readonly #versions: NodeVersions;
  /** Of the member that the last good reading came from. */
  #poller: ClusterInfoPoller | undefined;
  #isFirst = true;
  #identity: readonly string[] = [];
  #nodes = new Set<string>();
  #states = '';
  /** Shares the reads that run at the same time, as when several nodes are opened. */
  readonly #shared = new Expiring<MemberReading>({ ttlMs: 0 });

  constructor(
    client: ProxmoxClient,
    { name, config }: Pick<PlatformContext<ProxmoxConfig>, 'name' | 'config'>,
  ) {
    this.#name = name;
    this.#config = config;
    this.#client = client;
    this.#backups = new BackupReader(client);
    this.#versions = new NodeVersions(client);
    if (config.guestAddresses) this.#addresses = new GuestAddresses(client);
  }

  /** The identity of the cluster in the last good reading; empty before the first. */
  get identity(): readonly string[] {
    return this.#identity;
  }

  async read(options: ReadOptions): Promise<ClusterParts> {
    const parts = this.#toParts(await this.#readMembers(options));
    const retainOthers = !findCompleteness(parts).workloads;
    this.#addresses?.start(findRunningGuests(parts.rows), { retainOthers });
    this.#backups.start(parts.rows, { retainOthers });
    this.#versions.start(parts.rows);
    return { ...parts, addressFailures: this.#addresses?.failures ?? [] };
  }

  /** Re-reads the rows alone where possible, for the details of one node. */
  async readForNode(options: ReadOptions): Promise<ClusterParts> {
    return this.#toParts(await this.#shared.get(() => this.#readRows(options)));
  }

  close(): void {
    this.#addresses?.close();
    this.#backups.close();
    this.#versions.close();
  }

  #toParts(reading: MemberReading): ClusterParts {
    const now = Date.now();
    return {
      ...reading,
      cluster: this.#name,
      identity: this.#identity,
      knownGuests: this.#guests.guests,
      addresses: this.#addresses?.known() ?? new Map(),
      backups: this.#backups.info,
      nodeVersions: this.#versions.versions,
      addressFailures: [],
      unusedAddresses: this.#client.unusedAddresses,
      credentials: this.#config.credentials,
      readAt: now,
      skewMs: this.#client.current.skewMs,
    };
  }

  async #readMembers(options: ReadOptions): Promise<MemberReading> {
    const { member, reading } = await this.#client.read(
      async one => ({
        member: one,
        reading: await this.#readMember(one, options),
      }),
      // One without quorum shows the smaller part of a split cluster.
      { ...options, mayBeWrong: () => this.#poller?.prefersAnother === true },
    );
    if (this.#poller?.member !== member) this.#poller = undefined;
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
    // The resources first: refused credentials then cost one attempt.
    const resources = await readResources(member, options.signal);
    const poller =
      this.#poller?.member === member
        ? this.#poller
        : new ClusterInfoPoller(member, this.#poller?.info);
    const guests = resources.rows.filter(isGuest);
    await this.#recall(guests, options);
    if (isStripped(resources.rows)) poller.recheckPermissionsSoon();
    else if (this.#guests.hasMore(guests)) poller.recheckPermissionsNow();
    await poller.read(options.signal, {
      verifyIdentity: !this.#isUnchanged(resources),
      // Quorum and states of nodes must be of one moment.
      verifyQuorum: this.#hasOtherStates(resources),
    });
    const reading = { ...resources, info: { ...poller.info } };
    this.#verify(reading, poller, options);
    this.#guests.update(guests, Date.now(), {
      retainOthers: !findCompleteness(reading).workloads,
    });
    return reading;
  }

  /** After a start, what was stored of guests that PVE knows nothing but the number of. */
  async #recall(guests: Resource[], options: ReadOptions): Promise<void> {
    if (!this.#isFirst) return;
    this.#isFirst = false;
    const bare = guests.filter(hasNoDetails);
    if (bare.length === 0 || !options.storedWorkloads) return;
    const keys = new Map(
      bare.map(row => [workloadId(this.#name, row), guestKey(row)]),
    );
    const stored = await options.storedWorkloads(this.#name, [...keys.keys()]);
    this.#guests.recall(
      new Map(stored.map(one => [keys.get(one.id)!, toKnownGuest(one)])),
    );
  }

  /** @throws OtherClusterFailure where the reading is from another cluster than before */
  #verify(
    reading: MemberReading,
    poller: ClusterInfoPoller,
    options: ReadOptions,
  ): void {
    const known = options.identityOf?.(this.#name) ?? this.#identity;
    const seen = toIdentity(reading);
    const isSame = isSameCluster(known, seen, {
      sharesGuests: this.#guests.recognizes(reading.rows.filter(isGuest)),
      isSameAddress: this.#poller?.member === poller.member,
    });
    if (!isSame) {
      if (this.#poller === poller) this.#poller = undefined;
      throw new OtherClusterFailure(poller.member);
    }
    this.#poller = poller;
    this.#identity = mergeIdentity(known, seen);
    this.#nodes = new Set(seen.nodes);
    this.#states = statesOf(reading);
  }

  #hasOtherStates(resources: Pick<MemberReading, 'rows'>): boolean {
    return statesOf(resources) !== this.#states;
  }

  /** Rejects if a member that is not in use belongs to another cluster. */
  async #checkMember(member: MemberClient, signal: AbortSignal): Promise<void> {
    const seen = await readIdentity(member, signal);
    const isSame = isSameCluster(this.#identity, seen, {
      isSameAddress: false,
    });
    if (!isSame) throw new OtherClusterFailure(member);
  }

  async #readRows(options: ReadOptions): Promise<MemberReading> {
    const poller = this.#poller;
    if (!poller) return this.#readMembers(options);
    const resources = await readResources(poller.member, options.signal);
    return this.#isUnchanged(resources)
      ? { ...resources, info: { ...poller.info } }
      : this.#readMembers(options);
  }

  /** Whether nodes and guests are those of the last refresh; without guests it is unknown. */
  #isUnchanged({ rows }: Pick<MemberReading, 'rows'>): boolean {
    const nodes = rows.filter(isNode);
    const guests = rows.filter(isGuest);
    return (
      guests.length > 0 &&
      nodes.length === this.#nodes.size &&
      nodes.every(({ node }) => this.#nodes.has(node!)) &&
      this.#guests.isUnchanged(guests)
    );
  }
}
