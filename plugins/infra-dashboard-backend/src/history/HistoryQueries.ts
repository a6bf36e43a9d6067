import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  History,
  HistoryMetric,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  HistoryList,
  HistoryListQuery,
  HistoryQuery,
  WorkloadHistoryQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { chooseWorkloadIntervals } from './chooseIntervals';
import type { Forecasts } from './forecastSeries';
import { findFullest } from './findFullest';
import type { HistoryReader } from './HistoryReader';
import { addPrometheusPoints } from './prometheus/addPrometheusPoints';
import {
  PROMETHEUS_METRICS,
  type PrometheusHistory,
} from './prometheus/PrometheusHistory';
import { describeRange, toSeries } from './toSeries';
import type { HistoryOptions } from './readHistoryOptions';
import type { WorkloadUsage } from './workloads/WorkloadUsage';

/** Metrics that the caller may not see. */
interface Hidden {
  hidden?: readonly HistoryMetric[];
}

/** The history as the API returns it: out of samples, and of Prometheus where there is one. */
export class HistoryQueries {
  readonly #clock: Clock;
  readonly #history: HistoryOptions;
  readonly #prometheus: PrometheusHistory;
  readonly #reader: HistoryReader;
  readonly #workloads: WorkloadUsage;

  constructor(options: {
    clock: Clock;
    history: HistoryOptions;
    prometheus: PrometheusHistory;
    reader: HistoryReader;
    workloads: WorkloadUsage;
  }) {
    this.#clock = options.clock;
    this.#history = options.history;
    this.#prometheus = options.prometheus;
    this.#reader = options.reader;
    this.#workloads = options.workloads;
  }

  /** @throws InputError where the range is wrong */
  async readCluster(
    record: ClusterRecord,
    query: HistoryQuery,
    options: Hidden = {},
  ): Promise<History> {
    const { metric, node } = query;
    return addPrometheusPoints(
      await this.#reader.readCluster(record.snapshot.name, query, options),
      { prometheus: this.#prometheus, object: { record, node }, metric },
    );
  }

  /** @throws InputError where the range is wrong */
  readClusters(
    clusters: string[],
    query: HistoryListQuery,
    options: Hidden = {},
  ): Promise<HistoryList> {
    return this.#reader.readClusters(clusters, query, options);
  }

  /** When memory and storage of each cluster are full; of samples only. */
  forecastClusters(): Promise<Map<string, Forecasts>> {
    return this.#reader.readForecasts();
  }

  /** The same for the fullest nodes and storages of a cluster; of samples only. */
  async forecastObjects({ snapshot }: ClusterRecord) {
    const { name, topology } = snapshot;
    const { nodes = [], storages = [] } = topology.data ?? {};
    const fullest = findFullest(nodes, storages);
    const found = await this.#reader.readObjectForecasts(name, {
      nodes: fullest.nodes.map(one => one.name),
      storages: fullest.storages.map(({ id }) => id),
    });
    return {
      nodes: fullest.nodes.flatMap(one => {
        const forecasts = found.nodes.get(one.name);
        return forecasts ? [{ name: one.name, ...forecasts }] : [];
      }),
      storages: fullest.storages.flatMap(one => {
        const space = found.storages.get(one.id);
        return space ? [{ id: one.id, name: one.name, space }] : [];
      }),
    };
  }

  /**
   * Of Prometheus, or of samples where it has nothing.
   *
   * @throws InputError where the range is wrong
   */
  async readWorkload(
    record: ClusterRecord,
    workload: Workload,
    query: WorkloadHistoryQuery,
  ): Promise<History> {
    const intervals = chooseWorkloadIntervals(query, {
      ...{ now: this.#clock.now(), history: this.#history },
    });
    const { name: cluster } = record.snapshot;
    const history = await addPrometheusPoints(
      {
        ...{ cluster, workload: workload.id },
        ...describeRange(intervals),
        series: [],
      },
      { prometheus: this.#prometheus, object: { record, workload } },
    );
    const found = new Map(history.series.map(one => [one.metric, one]));
    if (found.size === PROMETHEUS_METRICS.length) return history;
    const { id } = workload;
    const sampled = await this.#workloads.read({ cluster, id }, intervals);
    const series = PROMETHEUS_METRICS.flatMap(metric => {
      const points = sampled[metric];
      const samples = points.length > 0 ? [toSeries(metric, points)] : [];
      return found.get(metric) ?? samples;
    });
    return { ...history, series };
  }
}
