import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import { invalidResponse } from '../failures';
import { clusterOf, readCertificates } from '../identity';
import { isLacking } from '../mappers';
import type { MemberClient } from '../client/MemberClient';
import {
  cephStatusSchema,
  clusterStatusRowSchema,
  parseRows,
  permissionsSchema,
  versionSchema,
} from '../schemas';
import type { ClusterInfo } from '../mappers/ClusterParts';

const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 5 * 60_000;

/** Nodes and guests must not wait long for what stands beside them. */
const LONGEST_MS = 5_000;

const SLOW_FACTS = ['version', 'ceph', 'permissions'] as const;

/** Says that there is no Ceph, rather than that it is in trouble. */
const NO_CEPH = /not installed|not initiali[sz]ed|not configured|no ceph/i;

/**
 * Reads what stands beside `/cluster/resources`, one request a refresh: usually
 * `/cluster/status`, and in its place a slow fact that is due, which are the version and
 * the own permissions once an hour, the latter every five minutes while one is missing, and
 * Ceph every five minutes where there is one. So a refresh costs two requests, however large
 * the cluster is.
 *
 * The first time the version is read as well, since a cluster without one looks incomplete,
 * and after a change of the member what was known of the member before. Nothing here
 * rejects: what fails becomes a limitation.
 *
 * All is read from one member; another one needs a reader of its own.
 */
export class ClusterInfoPoller {
  readonly member: MemberClient;
  /** Whether another member may know more: this one is cut off, or its services are down. */
  prefersAnother = false;
  readonly #first: Array<'ceph' | 'permissions'>;
  readonly #facts: ClusterInfo = {};
  readonly #dueAt = { version: 0, ceph: 0, permissions: 0 };
  readonly #readers = {
    status: (signal: AbortSignal) => this.#readStatus(signal),
    version: (signal: AbortSignal) => this.#readVersion(signal),
    ceph: (signal: AbortSignal) => this.#readCeph(signal),
    permissions: (signal: AbortSignal) => this.#readPermissions(signal),
  };
  #permissionsAt = 0;
  #isFirst = true;
  #wasSlow = false;

  /** @param previous - facts of the member that was read before this one */
  constructor(member: MemberClient, previous: ClusterInfo = {}) {
    this.member = member;
    this.#first = [
      ...(previous.ceph ? ['ceph' as const] : []),
      ...(previous.permissions ? ['permissions' as const] : []),
    ];
  }

  get facts(): Readonly<ClusterInfo> {
    return this.#facts;
  }

  /** The rows contradict the permissions, which may have been taken away since. */
  doubtPermissions(): void {
    const soon = this.#permissionsAt + FIVE_MINUTES_MS;
    this.#dueAt.permissions = Math.min(this.#dueAt.permissions, soon);
  }

  /** A guest is gone, or hidden: until they are read again, nothing tells which. */
  recheckPermissions(): void {
    this.#facts.arePermissionsDoubted = true;
    this.#dueAt.permissions = Math.min(this.#dueAt.permissions, Date.now());
  }

  /**
   * @param options - `isDoubtful`: the rows do not look like those of the last refresh, so
   * that the identity has to be read as well
   */
  async read(
    outer: AbortSignal,
    options: { isDoubtful: boolean },
  ): Promise<void> {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(LONGEST_MS)]);
    if (this.#isFirst) {
      this.#isFirst = false;
      await Promise.all([
        this.#readStatus(signal),
        this.#readVersion(signal),
        ...this.#first.map(fact => this.#readers[fact](signal)),
      ]);
      await this.#readCertificates(signal);
      return;
    }
    // Never two slow facts in a row: with long intervals all would be due always.
    const due = this.#wasSlow ? undefined : this.#mostOverdue();
    this.#wasSlow = due !== undefined;
    await this.#readers[due ?? 'status'](signal);
    if (!options.isDoubtful) return;
    if (due) await this.#readStatus(signal);
    await this.#readCertificates(signal);
  }

  #mostOverdue(): (typeof SLOW_FACTS)[number] | undefined {
    const now = Date.now();
    const due = SLOW_FACTS.filter(fact => this.#dueAt[fact] <= now);
    return due.sort((a, b) => this.#dueAt[a] - this.#dueAt[b])[0];
  }

  async #readStatus(signal: AbortSignal): Promise<void> {
    const facts = this.#facts;
    try {
      const data = await this.member.get('/cluster/status', { signal });
      if (!Array.isArray(data)) throw invalidResponse();
      facts.status = parseRows(clusterStatusRowSchema, data).rows;
      facts.statusFailure = undefined;
      // A member without quorum is on the smaller side of a split: ask another one.
      this.prefersAnother = facts.status.some(
        ({ quorate }) => quorate === false,
      );
    } catch (error) {
      facts.statusFailure =
        error instanceof ProviderFailure ? error : invalidResponse();
      // The member's own services are down where it can answer only half of it.
      this.prefersAnother = (facts.statusFailure.upstreamStatus ?? 0) >= 595;
    }
  }

  /** Needed where the name of the cluster says nothing, or may not next time. */
  async #readCertificates(signal: AbortSignal): Promise<void> {
    const { status, statusFailure } = this.#facts;
    const hasName = status && !statusFailure && clusterOf(status) !== null;
    if (hasName && this.member.count === 1) return;
    try {
      const { certificates } = await readCertificates(this.member, signal);
      this.#facts.certificates = certificates;
    } catch {
      // The names of the nodes have to do.
    }
  }

  async #readVersion(signal: AbortSignal): Promise<void> {
    this.#dueAt.version = Date.now() + HOUR_MS;
    try {
      const answer = await this.#parsed('/version', versionSchema, signal);
      this.#facts.version = answer.version ?? answer.release;
    } catch {
      this.#dueAt.version = Date.now() + FIVE_MINUTES_MS;
    }
  }

  async #readCeph(signal: AbortSignal): Promise<void> {
    const facts = this.#facts;
    const wasThere = Boolean(facts.ceph ?? facts.cephFailure);
    facts.ceph = undefined;
    facts.cephFailure = undefined;
    let isThere = true;
    try {
      facts.ceph = await this.#parsed(
        '/cluster/ceph/status',
        cephStatusSchema,
        signal,
      );
    } catch (error) {
      const failure =
        error instanceof ProviderFailure ? error : invalidResponse();
      const { code, message } = failure;
      // 500 tells of a missing Ceph and of a broken one; behind HTTP/2 it has no text.
      const isRefused = code === 'UPSTREAM_ERROR' || code === 'FORBIDDEN';
      isThere = !isRefused || (wasThere && !NO_CEPH.test(message));
      if (isThere && wasThere) facts.cephFailure = failure;
    }
    this.#dueAt.ceph = Date.now() + (isThere ? FIVE_MINUTES_MS : HOUR_MS);
  }

  async #readPermissions(signal: AbortSignal): Promise<void> {
    this.#permissionsAt = Date.now();
    this.#dueAt.permissions = this.#permissionsAt + HOUR_MS;
    try {
      const permissions = await this.#parsed(
        '/access/permissions',
        permissionsSchema,
        signal,
      );
      this.#facts.permissions = permissions;
      this.#facts.arePermissionsDoubted = false;
      // Who grants what is missing wants to see it soon.
      if (isLacking(permissions)) this.doubtPermissions();
    } catch {
      // The rows tell of missing rights as well, if less exactly.
      this.#facts.permissions = undefined;
      this.#dueAt.permissions = this.#permissionsAt + FIVE_MINUTES_MS;
    }
  }

  async #parsed<T extends z.ZodType>(
    path: string,
    schema: T,
    signal: AbortSignal,
  ): Promise<z.output<T>> {
    const parsed = schema.safeParse(await this.member.get(path, { signal }));
    if (!parsed.success) throw invalidResponse();
    return parsed.data;
  }
}
