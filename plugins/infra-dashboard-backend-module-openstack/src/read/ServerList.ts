import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
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
  /** When the whole list was read, by our clock. */
  fullAt: number;
  /** When the latest read started, by our clock. */
  readAt: number;
  /**
   * Minimum that Nova's clock is ahead of ours, negative if it is behind: a change at a time
   * of Nova was seen at a time of ours.
   */
  ahead: number;
}

export interface ServerListOptions {
  client: OpenStackClient;
  /** `all_tenants` for all projects. */
  query?: Record<string, number>;
  now?: () => number;
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
  readonly #now: () => number;
  #snapshot: Snapshot | undefined;

  constructor(options: ServerListOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
  }

  async read(signal: AbortSignal): Promise<List<Server>> {
    const snapshot = this.#snapshot;
    const age = snapshot ? this.#now() - snapshot.fullAt : Infinity;
    // A clock that was set back must not put it off.
    const isDue = age < 0 || age >= FULL_LIST_TTL_MS;
    const changed =
      !snapshot || isDue
        ? undefined
        : await this.#readChanges(snapshot, signal);
    return changed ?? this.#readAll(signal);
  }

  async #readAll(signal: AbortSignal): Promise<List<Server>> {
    const readAt = this.#now();
    const list = await this.#list(signal);
    const ahead = clockAhead(list.items, this.#now());
    const canReadChanges =
      // One page costs as much as its changes.
      list.pages > 1 &&
      !list.truncated &&
      Number.isFinite(ahead) &&
      // Changes do not contain servers of a cell that does not respond.
      !list.items.some(isStub);
    this.#snapshot = canReadChanges
      ? { list, fullAt: readAt, readAt, ahead }
      : undefined;
    return list;
  }

  /** Undefined if Nova rejects the request for changes. */
  async #readChanges(
    snapshot: Snapshot,
    signal: AbortSignal,
  ): Promise<List<Server> | undefined> {
    const readAt = this.#now();
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
      clockAhead(changes.items, this.#now()),
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
