import {
  Schedule,
  systemClock,
  withinTime,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import { isNode } from '../mappers/resource';
import { versionSchema, type Resource } from '../schemas';
import { readObject } from './readResponse';

/** Between two requests. */
const INTERVAL_MS = 60_000;

/** An upgrade of a node takes longer than it takes to notice it. */
const MAX_AGE_MS = 3_600_000;

const TIMEOUT_MS = 5_000;

interface KnownVersion {
  version?: string;
  /** Monotonic milliseconds. */
  readAt: number;
}

/**
 * The version of each node, which only the node itself knows: one request a minute, after a
 * refresh that does not wait for it, and one an hour to each node.
 */
export class NodeVersions {
  readonly #client: ProxmoxClient;
  readonly #closed = new AbortController();
  readonly #known = new Map<string, KnownVersion>();
  readonly #clock: Clock;
  readonly #schedule: Schedule;

  constructor(client: ProxmoxClient, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
    this.#schedule = new Schedule({ dueInMs: INTERVAL_MS, clock });
  }

  /** By the name of the node, as far as they are known. */
  get versions(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#known].flatMap(([node, { version }]) =>
        version === undefined ? [] : [[node, version] as const],
      ),
    );
  }

  /** Starts to read if that is due, and does not wait for it. */
  start(rows: Resource[]): void {
    const nodes = rows.filter(isNode);
    const names = new Set(nodes.map(({ node }) => node!));
    for (const node of this.#known.keys()) {
      if (!names.has(node)) this.#known.delete(node);
    }
    if (!this.#schedule.isDue || this.#closed.signal.aborted) return;
    const now = this.#clock.monotonic();
    const readAt = (node: string) => this.#known.get(node)?.readAt ?? -Infinity;
    const [oldest] = nodes
      .filter(({ status }) => status === 'online')
      .map(({ node }) => node!)
      .sort((a, b) => readAt(a) - readAt(b));
    if (oldest === undefined || now - readAt(oldest) < MAX_AGE_MS) return;
    this.#schedule.set(INTERVAL_MS);
    this.#known.set(oldest, { ...this.#known.get(oldest), readAt: now });
    // One that does not return its version in time keeps the one it had.
    this.#read(oldest).catch(() => {});
  }

  close(): void {
    this.#closed.abort();
  }

  async #read(node: string): Promise<void> {
    const { version, release } = await withinTime(
      { signals: [this.#closed.signal], ms: TIMEOUT_MS },
      signal =>
        readObject(this.#client.current, {
          path: `/nodes/${encodeURIComponent(node)}/version`,
          schema: versionSchema,
          signal,
          isLowPriority: true,
        }),
    );
    const known = this.#known.get(node);
    if (known) known.version = version ?? release;
  }
}
