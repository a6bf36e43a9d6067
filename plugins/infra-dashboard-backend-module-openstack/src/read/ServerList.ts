import {
  ProviderFailure,
  Schedule,
  systemClock,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import type { List } from '../mappers/ClusterParts';
import { isStub } from '../mappers/completeness';
import { toUtc } from '../mappers/quantity';
import { serverSchema, type Server } from '../schemas';

/** Nova does not count new addresses, tags and metadata as a change. */
const FULL_LIST_TTL_MS = 5 * 60_000;

/** Clocks of cells differ, and a row may be written later than its time. */
const OVERLAP_MS = 2 * 60_000;

/** Removed from the list; Nova lists the second one among changes only. */
const DELETED = new Set(['DELETED', 'SOFT_DELETED']);

interface Snapshot {
  list: List<Server>;
  /** When the latest read started, in monotonic milliseconds. */
  readAt: number;
  /**
   * Minimum that Nova's clock is ahead of our monotonic one: a change at a time of Nova was seen
   * at a time of ours.
   */
  ahead: number;
}

export interface ServerListOptions {
  client: OpenStackClient;
  /** `all_tenants` for all projects. */
  query?: Record<string, number>;
  clock?: Clock;
}

/** See {@link Snapshot.ahead}; minus infinity if no server has a time. */
function clockAhead(servers: Server[], seenAt: number): number {
  const latest = servers.reduce((newest, { updated }) => {
    const at = Date.parse(toUtc(updated) ?? '');
    return at > newest ? at : newest;
  }, -Infinity);
  return latest - seenAt;
}

/**
 * The servers of a region. If the list has several pages, most refreshes read only what
 * changed or was deleted, and the whole list is read every few minutes. See "Lists" in
 * docs/platform-behavior/openstack.md.
 */
export class ServerList {
  readonly #options: ServerListOptions;
  readonly #clock: Clock;
  /** When the whole list is read again. */
  readonly #fullList: Schedule;
  #snapshot: Snapshot | undefined;

  constructor(options: ServerListOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#fullList = new Schedule({ clock: this.#clock });
  }

  async read(signal: AbortSignal): Promise<List<Server>> {
    const snapshot = this.#snapshot;
    const changed =
      !snapshot || this.#fullList.isDue
        ? undefined
        : await this.#readChanges(snapshot, signal);
    return changed ?? this.#readAll(signal);
  }

  async #readAll(signal: AbortSignal): Promise<List<Server>> {
    const readAt = this.#clock.monotonic();
    const list = await this.#list(signal);
    this.#fullList.set(FULL_LIST_TTL_MS);
    const ahead = clockAhead(list.items, this.#clock.monotonic());
    const canReadChanges =
      // One page costs as much as its changes.
      list.pages > 1 &&
      !list.truncated &&
      Number.isFinite(ahead) &&
      // Changes do not contain servers of a cell that does not respond.
      !list.items.some(isStub);
    this.#snapshot = canReadChanges ? { list, readAt, ahead } : undefined;
    return list;
  }

  /** Undefined if Nova rejects the request for changes. */
  async #readChanges(
    snapshot: Snapshot,
    signal: AbortSignal,
  ): Promise<List<Server> | undefined> {
    const readAt = this.#clock.monotonic();
    const since = new Date(
      snapshot.readAt + snapshot.ahead - OVERLAP_MS,
    ).toISOString();
    let changes: List<Server>;
    try {
      changes = await this.#list(signal, since.replace(/\.\d+Z$/, 'Z'));
    } catch (error) {
      const isRejected =
        error instanceof ProviderFailure && error.upstreamStatus === 400;
      if (isRejected) return undefined;
      throw error;
    }
    if (changes.truncated) return undefined;
    const servers = new Map(snapshot.list.items.map(item => [item.id, item]));
    for (const server of changes.items) {
      if (DELETED.has(server.status ?? '')) servers.delete(server.id);
      else servers.set(server.id, server);
    }
    snapshot.readAt = readAt;
    snapshot.ahead = Math.max(
      snapshot.ahead,
      clockAhead(changes.items, this.#clock.monotonic()),
    );
    snapshot.list = {
      ...snapshot.list,
      items: [...servers.values()],
      pages: changes.pages,
      skipped: Math.max(snapshot.list.skipped, changes.skipped),
    };
    return snapshot.list;
  }

  #list(signal: AbortSignal, changesSince?: string): Promise<List<Server>> {
    const { client, query } = this.#options;
    // Without a limit: with one, Nova leaves out servers of a cell that does not respond,
    // instead of returning stubs. Nova pages by itself, 1,000 rows by default.
    return client.list({
      service: 'compute',
      path: '/servers/detail',
      query: { ...query, 'changes-since': changesSince },
      key: 'servers',
      schema: serverSchema,
      action: 'list servers',
      signal,
    });
  }
}
