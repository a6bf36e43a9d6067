import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ExpiringMap,
  ProviderFailure,
  readPemFile,
  Redactor,
  systemClock,
  UpstreamClient,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Intervals } from '../chooseIntervals';
import { floorTo } from '../types';
import type { PrometheusConfig } from './readPrometheusServers';
import { LABEL, readResponse } from './readResponse';

const CONNECT_MS = 5_000;

/** A point has 30 bytes, and much more than one series is parsed in a noticeable time. */
const MAX_BYTES = 512 * 1024;

/** How long a result is used, and how long a server that does not respond is left alone. */
const RESULT_MS = 30_000;
const FAILURE_MS = 15_000;

/** Codes of failures that other queries have as well, after as long a time. */
const SILENT = new Set<ProviderErrorCode>(['TIMEOUT', 'UNREACHABLE']);

/** One query and the intervals that it has values of. */
export interface RangeQuery {
  query: string;
  /** What it is about, for messages. */
  metric: string;
  intervals: Pick<Intervals, 'from' | 'to' | 'length'>;
}

/** Values by the begin of their interval in milliseconds. */
export type RangeValues = ReadonlyMap<number, number>;

/** A server with the HTTP API of Prometheus. It is not contacted before the first query. */
export class PrometheusServer {
  readonly config: PrometheusConfig;
  readonly #client: UpstreamClient;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #results: ExpiringMap<string, RangeValues>;
  #pause: { until: number; failure: ProviderFailure } | undefined;
  #logged: string | undefined;

  constructor(options: {
    config: PrometheusConfig;
    logger: LoggerService;
    clock?: Clock;
  }) {
    const { config } = options;
    const { caFile, timeoutMs: totalMs, url: baseUrl } = config;
    this.config = config;
    this.#clock = options.clock ?? systemClock;
    this.#logger = new Redactor(config.settings).logger(options.logger);
    this.#results = new ExpiringMap({
      ...{ ttlMs: RESULT_MS, failureTtlMs: FAILURE_MS },
      clock: this.#clock,
    });
    this.#client = new UpstreamClient({
      ...{ label: LABEL, baseUrl, maxBytes: MAX_BYTES },
      gate: { timeouts: { connectMs: Math.min(CONNECT_MS, totalMs), totalMs } },
      ...(caFile && {
        tls: async () => ({ ca: await readPemFile(caFile, 'caFile') }),
      }),
    });
  }

  /**
   * Evaluates a query at the end of each interval that is over. Requests of the same time
   * share one query.
   *
   * @throws ProviderFailure
   */
  async query(range: RangeQuery, signal: AbortSignal): Promise<RangeValues> {
    const { from, length } = range.intervals;
    const to = floorTo(range.intervals.to, length);
    if (to <= from) return new Map();
    const key = JSON.stringify([range.query, from, to, length]);
    this.#results.retain(() => true);
    return this.#results.get(key, () =>
      this.#watch(() =>
        this.#send({ ...range, intervals: { from, to, length } }, signal),
      ),
    );
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** Logs when a failure begins and ends, and leaves a server that is silent alone. */
  async #watch(work: () => Promise<RangeValues>): Promise<RangeValues> {
    const pause = this.#pause;
    if (pause && this.#clock.monotonic() < pause.until) throw pause.failure;
    try {
      const values = await work();
      if (this.#logged) this.#logger.info('Prometheus can be queried again');
      this.#logged = undefined;
      this.#pause = undefined;
      return values;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (SILENT.has(error.code)) {
        const until = this.#clock.monotonic() + FAILURE_MS;
        this.#pause = { until, failure: error };
      }
      if (this.#logged !== error.message) {
        this.#logger.warn(`The history has gaps: ${error.message}`);
      }
      this.#logged = error.message;
      throw error;
    }
  }

  async #send(range: RangeQuery, signal: AbortSignal): Promise<RangeValues> {
    const { from, length, to } = range.intervals;
    const { headers, timeoutMs } = this.config;
    const response = await this.#client.send({
      path: '/api/v1/query_range',
      query: {
        query: range.query,
        start: (from + length) / 1000,
        end: to / 1000,
        step: length / 1000,
        timeout: `${timeoutMs}ms`,
      },
      ...{ headers, signal },
    });
    const values = new Map<number, number>();
    for (const [end, value] of readResponse(response, range.metric)) {
      const at = end - length;
      if (at >= from && at < to) values.set(at, value);
    }
    return values;
  }
}
