import {
  failed,
  ProviderFailure,
  type ClusterReading,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import type { RegionParts } from '../ClusterParts';
import type { RegionReader } from './ClusterReader';

/** After the first failure, the second, and so on, as long as nothing answers. */
const PAUSES_MS = [0, 30_000, 60_000, 120_000, 300_000];

/** What takes its whole time to fail, so that the other regions would wait for it. */
const SLOW_FAILURES = new Set(['UNREACHABLE', 'TIMEOUT']);

export interface RegionOptions {
  /** Name of its cluster. */
  cluster: string;
  client: OpenStackClient;
  reader: Pick<RegionReader, 'read'>;
  now?: () => number;
}

/** A region as a cluster of its own. */
export class Region {
  readonly cluster: string;
  readonly client: OpenStackClient;
  readonly #reader: Pick<RegionReader, 'read'>;
  readonly #now: () => number;
  #failures = 0;
  #pause: { until: number; failure: ProviderFailure } | undefined;

  constructor(options: RegionOptions) {
    this.cluster = options.cluster;
    this.client = options.client;
    this.#reader = options.reader;
    this.#now = options.now ?? (() => Date.now());
  }

  /**
   * Reads it. Next to other regions its failure is a value, and one that does not respond is
   * read less and less often, so that the others need not wait for it in each refresh.
   */
  async read(
    options: RequestOptions,
    isOneOfSeveral: boolean,
    toReading: (parts: RegionParts) => Promise<ClusterReading>,
  ): Promise<ClusterReading> {
    if (!isOneOfSeveral)
      return toReading(await this.#reader.read(options.signal));
    if (this.#pause && this.#now() < this.#pause.until) {
      return this.#failed(this.#pause.failure);
    }
    try {
      const reading = await toReading(await this.#reader.read(options.signal));
      this.#failures = 0;
      this.#pause = undefined;
      return reading;
    } catch (failure) {
      if (!(failure instanceof ProviderFailure)) throw failure;
      if (SLOW_FAILURES.has(failure.code)) {
        const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)];
        this.#failures += 1;
        this.#pause = { until: this.#now() + pause, failure };
      }
      return this.#failed(failure);
    }
  }

  #failed(failure: ProviderFailure): ClusterReading {
    return {
      name: this.cluster,
      topology: failed(failure),
      workloads: failed(failure),
    };
  }
}
