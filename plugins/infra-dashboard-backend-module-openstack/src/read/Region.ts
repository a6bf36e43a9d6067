import {
  failed,
  Schedule,
  toResult,
  withinTime,
  type Clock,
  type ProviderFailure,
  type ReadOptions,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import type { ClusterParts } from '../mappers/ClusterParts';
import type { ClusterReader } from './ClusterReader';

/** After the first failure, the second, and so on, while the region does not respond. */
const PAUSES_MS = [0, 30_000, 60_000, 120_000, 300_000];

/** How often it is found out during a pause whether the region responds again. */
const PROBE_MS = 20_000;

/** Other regions wait for it. */
const PROBE_TIMEOUT_MS = 2_000;

/** Failures that take the whole timeout, so that other regions would wait for them. */
const SLOW_FAILURES = new Set(['UNREACHABLE', 'TIMEOUT']);

export interface RegionOptions {
  /** Name of its cluster. */
  cluster: string;
  client: OpenStackClient;
  reader: Pick<ClusterReader, 'read'>;
  /** One request that succeeds where the region responds. Default: the version of Nova. */
  probe?: (signal: AbortSignal) => Promise<void>;
  clock?: Clock;
}

/** A region, which is a cluster. */
export class Region {
  readonly cluster: string;
  readonly client: OpenStackClient;
  readonly #reader: Pick<ClusterReader, 'read'>;
  readonly #probe: (signal: AbortSignal) => Promise<void>;
  #failures = 0;
  /** Why it is not read until the pause is over. */
  #failure: ProviderFailure | undefined;
  readonly #pause: Schedule;
  readonly #probes: Schedule;

  constructor(options: RegionOptions) {
    this.cluster = options.cluster;
    this.client = options.client;
    this.#reader = options.reader;
    this.#probe =
      options.probe ?? (signal => this.client.reach('compute', signal));
    this.#pause = new Schedule({ clock: options.clock });
    this.#probes = new Schedule({ clock: options.clock });
  }

  read(options: ReadOptions): Promise<ClusterParts> {
    return this.#reader.read(options);
  }

  /**
   * Reads one of several regions. One that does not respond is read less and less often, so
   * that the others need not wait for it in each refresh, and at once when it responds again.
   *
   * @param options - `force`: a person wants to see it
   */
  async readIsolated(options: ReadOptions): Promise<Result<ClusterParts>> {
    const { force, signal } = options;
    const failure = this.#failure;
    if (failure && !force && !this.#pause.isDue) {
      if (!(await this.#responds(signal))) return failed(failure);
    }
    const parts = await toResult(this.read(options));
    if (parts.ok) {
      this.#failures = 0;
      this.#failure = undefined;
    } else if (SLOW_FAILURES.has(parts.failure.code)) {
      this.#pause.set(
        PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)],
      );
      this.#failures += 1;
      this.#failure = parts.failure;
      this.#probes.set(PROBE_MS);
    }
    return parts;
  }

  async #responds(signal: AbortSignal): Promise<boolean> {
    if (!this.#probes.isDue) return false;
    this.#probes.set(PROBE_MS);
    return withinTime(
      { signals: [signal], ms: PROBE_TIMEOUT_MS },
      this.#probe,
    ).then(
      () => true,
      () => false,
    );
  }
}
