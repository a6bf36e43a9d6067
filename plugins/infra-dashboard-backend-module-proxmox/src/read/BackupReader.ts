import {
  Schedule,
  systemClock,
  withinTime,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { ProxmoxClient } from '../client';
import type { MemberClient } from '../client/MemberClient';
import { addBackups, type BackupInfo } from '../mappers/backup';
import { isGuest, isNode } from '../mappers/resource';
import { backupJobSchema, clusterTaskSchema, type Resource } from '../schemas';
import { readRows } from './readResponse';

/** Between two requests. */
const INTERVAL_MS = 60_000;

/** Jobs are read instead of tasks in every tenth turn. */
const JOBS_EVERY = 10;

const TIMEOUT_MS = 5_000;

/** Tasks of the past of one node. */
const MAX_TASKS = 500;

/**
 * The last good backup of each guest, from the tasks of the cluster: one request a minute,
 * however many guests there are, after a refresh that does not wait for it.
 *
 * The list of the cluster has the last tasks of each node only, so that the past of each node is
 * read once, one in the place of another request.
 */
export class BackupReader {
  readonly #client: ProxmoxClient;
  readonly #closed = new AbortController();
  readonly #last = new Map<number, number>();
  readonly #seenAt = new Map<number, number>();
  readonly #readNodes = new Set<string>();
  #jobs: BackupInfo['jobs'];
  #turn = 0;
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  #isReading = false;

  constructor(client: ProxmoxClient, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
    this.#schedule = new Schedule({ dueInMs: INTERVAL_MS, clock });
  }

  get info(): BackupInfo {
    return { last: this.#last, jobs: this.#jobs };
  }

  /**
   * Starts to read if that is due, and does not wait for it.
   *
   * @param options - `retainOthers`: the list may be incomplete
   */
  start(rows: Resource[], options: { retainOthers: boolean }): void {
    this.#update(rows, options);
    const isDue = this.#schedule.isDue && !this.#isReading;
    if (!isDue || this.#closed.signal.aborted) return;
    this.#schedule.set(INTERVAL_MS);
    this.#isReading = true;
    this.#read(rows)
      // Backups are not known; the next turn tries again.
      .catch(() => {})
      .finally(() => {
        this.#isReading = false;
      });
  }

  close(): void {
    this.#closed.abort();
  }

  #update(rows: Resource[], options: { retainOthers: boolean }): void {
    const guests = new Set(rows.filter(isGuest).map(({ vmid }) => vmid!));
    const now = this.#clock.now();
    for (const vmid of guests) {
      if (!this.#seenAt.has(vmid)) this.#seenAt.set(vmid, now);
    }
    if (options.retainOthers) return;
    // Numbers are used again for other guests.
    for (const vmid of this.#seenAt.keys()) {
      if (guests.has(vmid)) continue;
      this.#seenAt.delete(vmid);
      this.#last.delete(vmid);
    }
  }

  async #read(rows: Resource[]): Promise<void> {
    const turn = this.#turn;
    this.#turn += 1;
    const { current: member } = this.#client;
    if (turn % JOBS_EVERY === 0) {
      await this.#readJobs(member);
      return;
    }
    const node = rows.find(
      row =>
        isNode(row) &&
        row.status === 'online' &&
        !this.#readNodes.has(row.node!),
    )?.node;
    // The newest tasks come first.
    const isPast = turn > 1 && node !== undefined;
    if (isPast) this.#readNodes.add(node);
    const tasks = await this.#readList(
      member,
      isPast
        ? `/nodes/${encodeURIComponent(
            node,
          )}/tasks?typefilter=vzdump&limit=${MAX_TASKS}`
        : '/cluster/tasks',
      clusterTaskSchema,
    );
    addBackups(this.#last, tasks, {
      ...{ rows, jobs: this.#jobs ?? [], seenAt: this.#seenAt },
    });
  }

  async #readJobs(member: MemberClient): Promise<void> {
    try {
      this.#jobs = await this.#readList(
        member,
        '/cluster/backup',
        backupJobSchema,
      );
    } catch {
      // Whether a guest has a job is not known any more.
      this.#jobs = undefined;
    }
  }

  #readList<T extends z.ZodType>(
    member: MemberClient,
    path: string,
    schema: T,
  ) {
    return withinTime(
      { signals: [this.#closed.signal], ms: TIMEOUT_MS },
      signal =>
        readRows<T>(member, { path, schema, isLowPriority: true, signal }),
    );
  }
}
