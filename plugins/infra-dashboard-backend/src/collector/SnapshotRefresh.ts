import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  type ClusterReading,
  type InfraProvider,
  type ProviderFailure,
  type ReadOptions,
  type WorkloadsChange,
  type WorkloadsReading,
  type Redactor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  checkIdentity,
  identityParts,
  isFamiliar,
  otherCluster,
} from './clusterIdentity';
import { ClusterSnapshots } from './ClusterSnapshots';
import { completenessOf } from './completenessOf';
import type { FailureReport } from './FailureReport';
import { limitNodes, limitStorages, limitWorkloads } from './limitReading';
import type { DatabaseClock } from '../time/DatabaseClock';
import type { ClusterSnapshot } from './types';
import { redactTopology, redactWorkloads } from './redactReading';
import { stampRoles } from './stampRoles';
import { stampSince } from './stampSince';
import { summarizeWorkloads } from './summarizeWorkloads';
import { withSignal } from './withSignal';

export interface SnapshotRefreshOptions {
  clock: DatabaseClock;
  provider: InfraProvider;
  redactor: Redactor;
  failures: FailureReport;
  /** Types of workloads that are machines. */
  machineTypes: ReadonlySet<string>;
  /** A cluster was read, with its workloads, or could not be. */
  onChange?: (snapshot: ClusterSnapshot, workloads?: Workload[]) => void;
  /** The provider has a cluster no more. */
  onRemove?: (cluster: string) => void;
}

/** What came of a read. */
export interface RefreshResult {
  /** Why some of it could not be read. */
  failure?: ProviderFailure;
  /** Whether any cluster could be read. */
  isPartial: boolean;
}

/** Fills the snapshots of one connection, from upstream or from what a replica has read. */
export class SnapshotRefresh {
  readonly #options: SnapshotRefreshOptions;
  readonly #snapshots: ClusterSnapshots;
  #hasRead = false;

  constructor(options: SnapshotRefreshOptions) {
    this.#options = options;
    this.#snapshots = new ClusterSnapshots(options.clock);
  }

  get list(): ClusterSnapshot[] {
    return this.#snapshots.list;
  }

  isGone(cluster: string, node: string): boolean {
    return this.#snapshots.isGone(cluster, node);
  }

  /** None of the clusters could be read. */
  failAll(failure: ProviderFailure): void {
    this.#snapshots.failAll(this.#options.failures.toError(failure));
    for (const snapshot of this.list) this.#options.onChange?.(snapshot);
  }

  /** Shows what was stored, until there is something newer. */
  restore(clusters: ClusterSnapshot[]): void {
    if (this.#hasRead) return;
    this.#snapshots.adopt(clusters);
  }

  /** Takes over what another replica has stored. */
  adopt(clusters: ClusterSnapshot[]): void {
    this.#hasRead = true;
    this.#snapshots.adopt(clusters);
  }

  /**
   * Reads from upstream; rejects if nothing could be read.
   *
   * @param options - `force`: a manual refresh, which always shows the newest data
   */
  async read(
    options: ReadOptions & { force: boolean },
  ): Promise<RefreshResult> {
    const { signal } = options;
    const { provider } = this.#options;
    const { identities } = this.#snapshots;
    const startedAt = this.#options.clock.now();
    const seen = new Set<string>();
    const failures: ProviderFailure[] = [];
    let isPartial = false;
    const readings = provider
      .read({
        ...options,
        identityOf: name => {
          const identity = identities.get(name);
          return identity === undefined ? undefined : identityParts(identity);
        },
      })
      [Symbol.asyncIterator]();
    /** Of clusters that may be new, or of another installation. */
    const strangers: ClusterReading[] = [];
    let isFamiliarToo = false;
    const accept = async (reading: ClusterReading) => {
      const { name } = reading;
      this.#hasRead = true;
      const checked = checkIdentity(reading, identities.get(name));
      isPartial ||= checked.topology.ok;
      const { failure, items } = await this.#publish(checked, startedAt);
      this.#options.onChange?.(this.#snapshots.get(name)!, items);
      if (failure) failures.push(failure);
    };
    for (;;) {
      const next = await withSignal(signal, () => readings.next());
      if (next.done) break;
      const reading = next.value;
      seen.add(reading.name);
      if (isFamiliar(reading, identities)) {
        isFamiliarToo ||= reading.topology.ok;
        await accept(reading);
      } else {
        strangers.push(reading);
      }
    }
    if (strangers.length > 0 && !isFamiliarToo) throw otherCluster();
    for (const reading of strangers) await accept(reading);
    for (const { name } of this.list) {
      if (!seen.has(name)) this.#options.onRemove?.(name);
    }
    this.#snapshots.retain(seen);
    return { failure: failures[0], isPartial };
  }

  /** Returns the workloads, or why a part of the cluster could not be read. */
  async #publish(
    reading: ClusterReading,
    startedAt: number,
  ): Promise<{ failure?: ProviderFailure; items?: Workload[] }> {
    const { failures, redactor } = this.#options;
    const { name, topology, workloads } = reading;
    const last = this.#snapshots.get(name);
    const at = this.#options.clock.now();
    if (!topology.ok) {
      const error = failures.toError(topology.failure);
      this.#snapshots.setTopology(name, { error });
      return { failure: topology.failure };
    }
    const cluster = await redactTopology(
      limitStorages(limitNodes(topology.value)),
      redactor,
    );
    const { nodes, storages = [] } = cluster;
    const before = last?.topology.data;
    await stampSince(nodes, {
      before: before?.nodes,
      wasComplete: last !== undefined && completenessOf(last).nodes,
      at,
    });
    await stampSince(storages, {
      before: before?.storages,
      wasComplete: before?.complete?.storages === true,
      at,
    });
    this.#snapshots.setTopology(name, { data: cluster }, startedAt);
    if (!workloads.ok) {
      const error = failures.toError(workloads.failure);
      this.#snapshots.setWorkloads(name, { error });
      return { failure: workloads.failure };
    }
    const items = await this.#publishWorkloads(name, {
      ...{ reading: workloads.value, startedAt },
    });
    return { items };
  }

  /** Publishes what a stream shows of a cluster whose last read was good. */
  async update({ cluster, read }: WorkloadsChange): Promise<void> {
    const last = this.#snapshots.get(cluster);
    if (!last?.topology.data || last.topology.error) return;
    const reading = await read();
    if (!reading) return;
    const items = await this.#publishWorkloads(cluster, { reading });
    this.#options.onChange?.(this.#snapshots.get(cluster)!, items);
  }

  async #publishWorkloads(
    cluster: string,
    { reading, startedAt }: { reading: WorkloadsReading; startedAt?: number },
  ): Promise<Workload[]> {
    const { machineTypes, redactor } = this.#options;
    const data = await redactWorkloads(limitWorkloads(reading), redactor);
    await stampRoles(data.items, machineTypes);
    const summary = await summarizeWorkloads(data);
    this.#snapshots.setWorkloads(cluster, { data: summary }, startedAt);
    return data.items;
  }
}
