import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { isStub } from '../mappers/completeness';
import type { ListResult } from '../client/listAll';
import { utcTime } from '../mappers/quantity';
import { serverSchema, type Server } from '../schemas';

/** Addresses, tags and metadata change without Nova counting it as a change. */
const FULL_LIST_KEPT_MS = 5 * 60_000;

/** Clocks of cells differ, and what is written late bears an earlier time. */
const OVERLAP_MS = 2 * 60_000;

/** What is no longer to be listed; the second is hidden from lists that do not ask for it. */
const GONE = new Set(['DELETED', 'SOFT_DELETED']);

interface Kept {
  list: ListResult<Server>;
  /** When the whole list was read, by our clock. */
  fullAt: number;
  /** When the latest read began, by our clock. */
  readAt: number;
  /**
   * Nova's clock is at least so much ahead of ours, or behind where it is negative: what
   * has changed at a time of Nova's was seen at a time of ours.
   */
  ahead: number;
}

export interface ServerListOptions {
  client: OpenStackClient;
  /** `all_tenants` for all projects. */
  query?: Record<string, number>;
  now?: () => number;
}

/** See {@link Kept.ahead}; minus infinity where no server tells its time. */
function aheadBy(servers: Server[], seenAt: number): number {
  const latest = servers.reduce((newest, { updated }) => {
    const at = Date.parse(utcTime(updated) ?? '');
    return at > newest ? at : newest;
  }, -Infinity);
  return latest - seenAt;
}

/**
 * The servers of a region. Of a list that takes several pages only what has changed is
 * asked for in most refreshes, which tells of those that were deleted, too; the whole list
 * is read every few minutes, since neither is complete for ever (O11).
 */
export class ServerList {
  readonly #options: ServerListOptions;
  readonly #now: () => number;
  #kept: Kept | undefined;

  constructor(options: ServerListOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
  }

  async read(signal: AbortSignal): Promise<ListResult<Server>> {
    const kept = this.#kept;
    const isDue = !kept || this.#now() - kept.fullAt >= FULL_LIST_KEPT_MS;
    const changed = isDue ? undefined : await this.#readChanges(kept, signal);
    return changed ?? this.#readAll(signal);
  }

  async #readAll(signal: AbortSignal): Promise<ListResult<Server>> {
    const readAt = this.#now();
    const list = await this.#list(signal);
    const ahead = aheadBy(list.items, this.#now());
    // One page costs as much as its changes, and is always right.
    const isWorth =
      list.pages > 1 &&
      !list.truncated &&
      Number.isFinite(ahead) &&
      // Changes leave out what is in a cell that does not answer (O8).
      !list.items.some(isStub);
    this.#kept = isWorth ? { list, fullAt: readAt, readAt, ahead } : undefined;
    return list;
  }

  /** Undefined where Nova does not want to be asked for changes. */
  async #readChanges(
    kept: Kept,
    signal: AbortSignal,
  ): Promise<ListResult<Server> | undefined> {
    const readAt = this.#now();
    const since = new Date(kept.readAt + kept.ahead - OVERLAP_MS).toISOString();
    let changes: ListResult<Server>;
    try {
      changes = await this.#list(signal, since.replace(/\.\d+Z$/, 'Z'));
    } catch (error) {
      const status =
        error instanceof ProviderFailure ? error.upstreamStatus : undefined;
      if (status === 400) return undefined;
      throw error;
    }
    if (changes.truncated) return undefined;
    const servers = new Map(kept.list.items.map(item => [item.id, item]));
    for (const server of changes.items) {
      if (GONE.has(server.status ?? '')) servers.delete(server.id);
      else servers.set(server.id, server);
    }
    kept.readAt = readAt;
    kept.ahead = Math.max(kept.ahead, aheadBy(changes.items, this.#now()));
    kept.list = {
      ...kept.list,
      items: [...servers.values()],
      skipped: Math.max(kept.list.skipped, changes.skipped),
    };
    return kept.list;
  }

  #list(
    signal: AbortSignal,
    changesSince?: string,
  ): Promise<ListResult<Server>> {
    const { client, query } = this.#options;
    // Without a limit: with one, Nova leaves out what is in a cell that does not answer
    // instead of sending stubs (O8). It pages by itself, at 1,000 rows by default (O10).
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
