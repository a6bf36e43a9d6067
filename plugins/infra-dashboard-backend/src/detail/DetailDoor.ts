import type {
  ProviderError,
  WorkloadDetail,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ExpiringMap,
  ProviderFailure,
  withinLimits,
  type InfraProvider,
  type Redactor,
  type WorkloadRef,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import pLimit from 'p-limit';
import type { FailureReport } from '../collector/FailureReport';
import { limitRead } from '../collector/limitRead';
import type { SharedCache, SharedKey } from '../collector/SharedCache';
import { withSignal } from '../collector/withSignal';
import type { ProviderEntry } from '../config';
import { boundDetail } from './boundDetail';
import { detailResultSchema, type DetailResult } from './DetailResult';

/** Details of one provider that are read at a time; refreshes need its other requests. */
const MAX_IN_FLIGHT = 2;

/** A second one follows at most, and both may wait in the queue. */
const REQUESTS = 3;

/** What failed is tried again after this time, however long details are shared. */
const MAX_FAILURE_TTL_MS = 15_000;

/** Passes a failure through the cache of this replica. */
class FailedDetail extends Error {
  constructor(readonly error: ProviderError) {
    super(error.message);
  }
}

/**
 * The one way to the details of workloads that are read on demand: concurrent requests share
 * one read, few reads run at a time, and replicas share the result. A failure is a value.
 */
export class DetailDoor {
  readonly #provider: InfraProvider;
  readonly #entry: ProviderEntry;
  readonly #redactor: Redactor;
  readonly #failures: FailureReport;
  readonly #cache: SharedCache | undefined;
  readonly #limit = pLimit(MAX_IN_FLIGHT);
  readonly #details: ExpiringMap<string, WorkloadDetail | undefined>;

  constructor(options: {
    provider: InfraProvider;
    entry: ProviderEntry;
    redactor: Redactor;
    failures: FailureReport;
    cache?: SharedCache;
  }) {
    this.#provider = options.provider;
    this.#entry = options.entry;
    this.#redactor = options.redactor;
    this.#failures = options.failures;
    this.#cache = options.cache;
    this.#details = new ExpiringMap({
      ttlMs: this.#ttlMs,
      failureTtlMs: this.#failureTtlMs,
    });
  }

  /** @param closing - ends all reads */
  async get(ref: WorkloadRef, closing: AbortSignal): Promise<DetailResult> {
    if (!this.#provider.describe) return {};
    const object = [ref.cluster, ref.workload.id];
    // Drops what has expired, so that the map does not grow.
    this.#details.retain(() => true);
    try {
      const detail = await this.#details.get(JSON.stringify(object), () =>
        this.#load(ref, { object, closing }),
      );
      return { detail };
    } catch (error) {
      if (error instanceof FailedDetail) return { error: error.error };
      throw error;
    }
  }

  get #ttlMs(): number {
    return this.#entry.timings.detailTtlMs;
  }

  get #failureTtlMs(): number {
    return Math.min(this.#ttlMs, MAX_FAILURE_TTL_MS);
  }

  async #load(
    ref: WorkloadRef,
    options: { object: string[]; closing: AbortSignal },
  ): Promise<WorkloadDetail | undefined> {
    const { closing, object } = options;
    const key: SharedKey = { kind: 'detail:1', entry: this.#entry, object };
    const cached = await this.#cache?.get(key, detailResultSchema);
    const result = cached ?? (await this.#read(ref, closing));
    const { detail, error } = result;
    if (!cached) {
      const ttlMs = error ? this.#failureTtlMs : this.#ttlMs;
      await this.#cache?.set(key, result, ttlMs);
    }
    if (error) throw new FailedDetail(error);
    return detail;
  }

  async #read(ref: WorkloadRef, closing: AbortSignal): Promise<DetailResult> {
    const { signal } = limitRead(this.#entry, [closing], REQUESTS);
    const describe = () =>
      withSignal(signal, async () =>
        this.#provider.describe?.(ref, { signal }),
      );
    try {
      // Twice: a read that waits has to end in time, and one that runs must free its place.
      const detail = await withSignal(signal, () =>
        withinLimits([this.#limit], describe),
      );
      if (!detail) throw workloadGone();
      if (!detail.workload) return {};
      return {
        detail: {
          observedAt: new Date().toISOString(),
          ...boundDetail(detail.workload, this.#redactor),
        },
      };
    } catch (error) {
      return { error: this.#failures.toError(this.#failures.toFailure(error)) };
    }
  }
}

function workloadGone(): ProviderFailure {
  return new ProviderFailure('UPSTREAM_ERROR', coreMessage('workload-gone'), {
    hint: coreMessage('workload-gone-hint'),
  });
}
