import {
  failed,
  success,
  systemClock,
  withinTime,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import { toFailure } from '../failures';
import { clusterNameOf } from '../identity';
import type { ClusterInfo } from '../mappers/ClusterParts';
import { isLacking } from '../mappers/privileges';
import { FactSchedule, type Fact } from './FactSchedule';
import {
  readCeph,
  readPermissions,
  readStorages,
  readVersion,
} from './readFacts';
import { readCertificates, readStatus } from './readIdentity';

const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 5 * 60_000;

/** Nodes and guests must not wait longer for additional information. */
const TIMEOUT_MS = 5_000;

/** Reasons that mean that there is no Ceph, rather than that it has a problem. */
const NO_CEPH = /not installed|not initiali[sz]ed|not configured|no ceph/i;

/**
 * Reads what is not in `/cluster/resources`, with one request per refresh: usually
 * `/cluster/status`, and instead of it a fact that changes rarely and is due. The version, the
 * configuration of storages and the permissions are due once an hour, the latter every five
 * minutes while one is missing, and Ceph every five minutes if there is one. A refresh so takes two requests, however large the cluster is.
 *
 * The first time it also reads the version, and what was known of the member before. Nothing
 * here rejects: failures become limitations.
 *
 * Everything is read from one member; another member requires its own poller.
 */
export class ClusterInfoPoller {
  readonly member: MemberClient;
  /** Whether another member may know more: this one has no quorum, or its services are down. */
  prefersAnother = false;
  readonly #first: Fact[];
  readonly #info: ClusterInfo = {};
  readonly #clock: Clock;
  readonly #schedule: FactSchedule;
  #permissionsAt = -Infinity;
  #isFirst = true;

  /** @param previous - information from the member that was read before this one */
  constructor(
    member: MemberClient,
    previous: Readonly<ClusterInfo> = {},
    clock: Clock = systemClock,
  ) {
    this.member = member;
    this.#clock = clock;
    this.#schedule = new FactSchedule(clock);
    this.#first = [
      'version',
      ...(previous.ceph?.ok ? ['ceph' as const] : []),
      ...(previous.permissions ? ['permissions' as const] : []),
      ...(previous.storages ? ['storages' as const] : []),
    ];
  }

  get info(): Readonly<ClusterInfo> {
    return this.#info;
  }

  /** Re-reads the permissions within five minutes, since rights are missing. */
  recheckPermissionsSoon(): void {
    const age = this.#clock.monotonic() - this.#permissionsAt;
    this.#schedule.advance('permissions', FIVE_MINUTES_MS - age);
  }

  /** A guest disappeared: only new permissions show whether it was deleted or is hidden. */
  recheckPermissionsNow(): void {
    this.#info.arePermissionsOutdated = true;
    this.#schedule.advance('permissions', -Infinity);
  }

  /**
   * @param options - `verifyIdentity`: nodes or guests differ from those of the last refresh;
   *   `verifyQuorum`: the states of nodes do
   */
  read(
    signal: AbortSignal,
    options: { verifyIdentity: boolean; verifyQuorum?: boolean },
  ): Promise<void> {
    return withinTime({ signals: [signal], ms: TIMEOUT_MS }, limited =>
      this.#read(limited, options),
    );
  }

  async #read(
    signal: AbortSignal,
    options: { verifyIdentity: boolean; verifyQuorum?: boolean },
  ): Promise<void> {
    if (this.#isFirst) {
      this.#isFirst = false;
      await Promise.all([
        this.#readStatus(signal),
        ...this.#first.map(fact => this.#readFact(fact, signal)),
      ]);
      await this.#readCertificates(signal);
      return;
    }
    const due = this.#schedule.next();
    if (due) await this.#readFact(due, signal);
    // What was wrong may be over: an old quorum next to new rows would contradict them.
    const isDoubtful = options.verifyQuorum || this.prefersAnother;
    if (!due || options.verifyIdentity || isDoubtful) {
      await this.#readStatus(signal);
    }
    if (options.verifyIdentity) await this.#readCertificates(signal);
  }

  #readFact(fact: Fact, signal: AbortSignal): Promise<void> {
    switch (fact) {
      case 'version':
        return this.#readVersion(signal);
      case 'ceph':
        return this.#readCeph(signal);
      case 'storages':
        return this.#readStorages(signal);
      default:
        return this.#readPermissions(signal);
    }
  }

  async #readStatus(signal: AbortSignal): Promise<void> {
    const info = this.#info;
    try {
      info.status = await readStatus(this.member, signal);
      info.statusFailure = undefined;
      // A member without quorum is in the smaller part of a split cluster.
      this.prefersAnother = info.status.some(
        ({ quorate }) => quorate === false,
      );
    } catch (error) {
      info.statusFailure = toFailure(error);
      // Services of this member are down.
      this.prefersAnother = (info.statusFailure.upstreamStatus ?? 0) >= 595;
    }
  }

  /** For clusters without a name, and for those whose name may not be readable next time. */
  async #readCertificates(signal: AbortSignal): Promise<void> {
    const { status, statusFailure } = this.#info;
    const hasName = status && !statusFailure && clusterNameOf(status) !== null;
    if (hasName && this.member.total === 1) return;
    try {
      const { certificates } = await readCertificates(this.member, signal);
      this.#info.certificates = certificates;
    } catch {
      // The names of the nodes identify the cluster instead.
    }
  }

  async #readVersion(signal: AbortSignal): Promise<void> {
    this.#schedule.set('version', HOUR_MS);
    try {
      this.#info.version = await readVersion(this.member, signal);
    } catch {
      this.#schedule.set('version', FIVE_MINUTES_MS);
    }
  }

  /** The last configuration stays where it cannot be read again. */
  async #readStorages(signal: AbortSignal): Promise<void> {
    this.#schedule.set('storages', HOUR_MS);
    try {
      this.#info.storages = await readStorages(this.member, signal);
    } catch {
      this.#schedule.set('storages', FIVE_MINUTES_MS);
    }
  }

  async #readCeph(signal: AbortSignal): Promise<void> {
    const wasThere = this.#info.ceph !== undefined;
    this.#info.ceph = undefined;
    let isThere = true;
    try {
      this.#info.ceph = success(await readCeph(this.member, signal));
    } catch (error) {
      const failure = toFailure(error);
      const { code, message } = failure;
      // Both a missing and a broken Ceph are a 500, over HTTP/2 without a reason.
      const isRefused = code === 'UPSTREAM_ERROR' || code === 'FORBIDDEN';
      isThere = !isRefused || (wasThere && !NO_CEPH.test(message));
      if (isThere && wasThere) this.#info.ceph = failed(failure);
    }
    this.#schedule.set('ceph', isThere ? FIVE_MINUTES_MS : HOUR_MS);
  }

  async #readPermissions(signal: AbortSignal): Promise<void> {
    this.#permissionsAt = this.#clock.monotonic();
    this.#schedule.set('permissions', HOUR_MS);
    try {
      const permissions = await readPermissions(this.member, signal);
      this.#info.permissions = permissions;
      this.#info.arePermissionsOutdated = false;
      if (isLacking(permissions)) this.recheckPermissionsSoon();
    } catch {
      // The rows show missing rights too, but less exactly.
      this.#info.permissions = undefined;
      this.#schedule.set('permissions', FIVE_MINUTES_MS);
    }
  }
}
