import {
  type ClusterReading,
  type InfraProvider,
  type ProviderFailure,
  type ReadOptions,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkIdentities, identityParts, mayBeSame } from './clusterIdentity';
import { ClusterSnapshots, type Outcome } from './ClusterSnapshots';
import type { FailureReport } from './FailureReport';
import { limitNodes, limitWorkloads } from './limitReading';
import type { Redactor } from './Redactor';
import type { SharedReads } from './SharedReads';
import type { ClusterSnapshot } from './types';
import { withSignal } from './withSignal';

export interface SnapshotRefreshOptions {
  provider: InfraProvider;
  redactor: Redactor;
  failures: FailureReport;
  shared: SharedReads;
  /** Works on a reading before it is shown, so that no reader waits for that work. */
  prepareWorkloads?: (reading: WorkloadsReading) => Promise<void>;
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
  readonly #snapshots = new ClusterSnapshots();

  constructor(options: SnapshotRefreshOptions) {
    this.#options = options;
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
  }

  /** Takes over what another replica has just read; false: there is nothing. */
  async adopt(): Promise<boolean> {
    const { shared, prepareWorkloads } = this.#options;
    const clusters = await shared.take();
    if (!clusters) return false;
    const { identities } = this.#snapshots;
    // The other replica may have been led elsewhere: upstream tells.
    const isStrange = clusters.some(
      ({ name, topology }) =>
        !mayBeSame(identities.get(name), topology.data?.identity),
    );
    if (isStrange) return false;
    for (const { workloads } of clusters) {
      if (workloads.data) await prepareWorkloads?.(workloads.data);
    }
    this.#snapshots.adopt(clusters);
    return true;
  }

  /**
   * Reads from upstream; rejects where nothing could be read.
   *
   * @param options - `force`: a person asked, and what they see is the newest
   */
  async read(
    options: ReadOptions & { force: boolean },
  ): Promise<RefreshResult> {
    const { force } = options;
    const { provider, shared } = this.#options;
    const { identities } = this.#snapshots;
    const reading: ReadOptions = {
      ...options,
      cycle: {},
      identityOf: name => {
        const identity = identities.get(name);
        return identity === undefined ? undefined : identityParts(identity);
      },
    };
    const startedAt = Date.now();
    const readings = await withSignal(reading.signal, () =>
      provider.getAllClusters(reading),
    );
    const clusters = checkIdentities(readings, identities);
    this.#publish(clusters);
    const failures = await Promise.all(
      clusters.map(
        ({ name, failure }) => failure ?? this.#readWorkloads(name, reading),
      ),
    );
    const isPartial = clusters.some(({ failure }) => !failure);
    if (isPartial) await shared.handOn(this.list, { startedAt, force });
    return { failure: failures.find(Boolean), isPartial };
  }

  #publish(readings: ClusterReading[]): void {
    const { failures, redactor } = this.#options;
    this.#snapshots.setClusters(
      new Map(
        readings.map(reading => [
          reading.name,
          reading.failure
            ? { error: failures.toError(reading.failure) }
            : { data: redactor.reading(limitNodes(reading)) },
        ]),
      ),
    );
  }

  async #readWorkloads(
    cluster: string,
    options: ReadOptions,
  ): Promise<ProviderFailure | undefined> {
    const { provider, redactor, failures, prepareWorkloads } = this.#options;
    let outcome: Outcome<WorkloadsReading>;
    let failure: ProviderFailure | undefined;
    try {
      const reading = await withSignal(options.signal, () =>
        provider.getWorkloads(cluster, options),
      );
      const data = redactor.reading(limitWorkloads(reading));
      await prepareWorkloads?.(data);
      outcome = { data };
    } catch (error) {
      failure = failures.toFailure(error);
      outcome = { error: failures.toError(failure) };
    }
    this.#snapshots.setWorkloads(cluster, outcome);
    return failure;
  }
}
