import type {
  Limitation,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  hintOf,
  messageOf,
  toLimitation,
  toResult,
  type PlatformPromql,
  type ProviderFailure,
  type PromqlQueries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../../collector';
import type { Intervals } from '../chooseIntervals';
import type { Point } from '../readPoints';
import type { PrometheusServer, RangeValues } from './PrometheusServer';
import { fillPromql, parsePromql, quotePromql } from './promqlTemplate';
import type { PromqlTemplates } from './readPrometheusServers';

/** The metrics that there are queries for. */
export const PROMETHEUS_METRICS = ['cpu', 'memory'] as const;

type PrometheusMetric = (typeof PROMETHEUS_METRICS)[number];

/** What the history is of: a cluster, or one of its nodes or workloads. */
export interface HistoryObject {
  record: ClusterRecord;
  node?: string;
  workload?: Workload;
}

export interface PrometheusResult {
  points: Point[];
  limitations: Limitation[];
}

const NO_VALUES: RangeValues = new Map();

function toTemplates(queries: PromqlQueries = {}): PromqlTemplates {
  return Object.fromEntries(
    Object.entries(queries).map(([key, query]) => [key, parsePromql(query)]),
  );
}

function limitationOf(failure: ProviderFailure): Limitation {
  const text = messageOf(failure);
  const message =
    typeof text === 'string'
      ? { code: 'prometheus-failed', message: text }
      : text;
  return toLimitation(message, hintOf(failure));
}

/** History out of servers with the API of Prometheus. */
export class PrometheusHistory {
  readonly #servers: readonly PrometheusServer[];
  readonly #promqlOf: (platform: string) => PlatformPromql | undefined;
  readonly #closing = new AbortController();

  constructor(options: {
    servers: readonly PrometheusServer[];
    promqlOf: (platform: string) => PlatformPromql | undefined;
  }) {
    this.#servers = options.servers;
    this.#promqlOf = options.promqlOf;
  }

  /**
   * Points in the order of time, of intervals that are over; none where no server has metrics
   * of the object. A failure is a limitation, and no exception.
   */
  async read(
    object: HistoryObject,
    metric: PrometheusMetric,
    intervals: Pick<Intervals, 'from' | 'to' | 'length'>,
  ): Promise<PrometheusResult> {
    const server = this.#serverOf(object.record);
    const templates = server && this.#templatesOf(object, server);
    if (!server || !templates?.[metric]) return { points: [], limitations: [] };
    const values = this.#valuesOf(object, server, intervals.length);
    const read = async (key: keyof PromqlQueries) => {
      const template = templates[key];
      const query = template && fillPromql(template, values);
      if (!query) return { ok: true as const, value: NO_VALUES };
      const range = { query, metric: key, intervals };
      return toResult(server.query(range, this.#closing.signal));
    };
    const results = await Promise.all([read(metric), read(`${metric}Total`)]);
    const [used, total] = results.map(result =>
      result.ok ? result.value : NO_VALUES,
    );
    const times = [...new Set([...used.keys(), ...total.keys()])];
    return {
      points: times
        .sort((a, b) => a - b)
        .map(at => ({
          at,
          ...(used.has(at) && { used: used.get(at) }),
          ...(total.has(at) && { total: total.get(at) }),
          ...(used.has(at) &&
            total.has(at) && { measuredTotal: total.get(at) }),
        })),
      limitations: results.flatMap(result =>
        result.ok ? [] : [limitationOf(result.failure)],
      ),
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#servers.map(server => server.close()));
  }

  /** The first one that is configured for the cluster. */
  #serverOf({ entry, snapshot }: ClusterRecord): PrometheusServer | undefined {
    return this.#servers.find(({ config: { clusters, providers } }) => {
      const isCluster = clusters?.includes(snapshot.name) ?? true;
      return isCluster && (providers?.includes(entry.name) ?? true);
    });
  }

  #templatesOf(
    { node, record, workload }: HistoryObject,
    { config: { queries } }: PrometheusServer,
  ): PromqlTemplates {
    const own = this.#promqlOf(record.entry.type) ?? {};
    if (workload) {
      const queriesOfType = own.workload?.[workload.type];
      return { ...toTemplates(queriesOfType), ...queries.workload };
    }
    const subject = node === undefined ? 'cluster' : 'node';
    return { ...toTemplates(own[subject]), ...queries[subject] };
  }

  #valuesOf(
    { node, record, workload }: HistoryObject,
    { config: { clusterLabel } }: PrometheusServer,
    length: number,
  ) {
    const { name: cluster } = record.snapshot;
    const own = this.#promqlOf(record.entry.type);
    return {
      cluster,
      name: workload ? workload.name : node ?? cluster,
      node: workload ? workload.node : node,
      namespace: workload?.namespace,
      id: workload && (own?.workloadId?.(workload) ?? workload.id),
      // At least the usual four scrapes, of which a rate needs two.
      window: `${Math.max(Math.round(length / 1000), 240)}s`,
      clusterMatcher: clusterLabel
        ? `${clusterLabel}=${quotePromql(cluster)},`
        : '',
    };
  }
}
