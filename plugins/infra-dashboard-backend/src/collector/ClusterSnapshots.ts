import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { completenessOf } from './completenessOf';
import type { DatabaseClock } from '../time/DatabaseClock';
import type { ClusterSnapshot, SnapshotPart, WorkloadsSummary } from './types';

/** A reading, or why there is none. */
export type Outcome<T> =
  | { data: T; error?: undefined }
  | { error: ProviderError; data?: undefined };

/** The clusters of one connection: the last good data of each part outlives failures. */
export class ClusterSnapshots {
  #snapshots = new Map<string, ClusterSnapshot>();
  readonly #clock: DatabaseClock;

  constructor(clock: DatabaseClock) {
    this.#clock = clock;
  }

  get list(): ClusterSnapshot[] {
    // Clusters are yielded as soon as they are read, so in any order.
    return [...this.#snapshots.values()].sort((a, b) =>
      a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
  }

  get(name: string): ClusterSnapshot | undefined {
    return this.#snapshots.get(name);
  }

  /** Takes over what another replica has read, or what was stored. */
  adopt(snapshots: ClusterSnapshot[]): void {
    const now = this.#clock.now();
    const clamp = <T>(part: SnapshotPart<T>): SnapshotPart<T> =>
      (part.observedAt ?? 0) > now ? { ...part, observedAt: now } : part;
    this.#snapshots = new Map(
      snapshots.map(one => [
        one.name,
        {
          ...one,
          topology: clamp(one.topology),
          workloads: clamp(one.workloads),
        },
      ]),
    );
  }

  /**
   * The cluster was read, or could not be.
   *
   * @param startedAt - when the read began, which the data is as old as
   */
  setTopology(
    name: string,
    { data, error }: Outcome<Topology>,
    startedAt = this.#clock.now(),
  ): void {
    const last = this.#snapshots.get(name);
    const before = last?.topology.data;
    const isSame = !before || !data || before.health === data.health;
    const now = this.#clock.now();
    const since = isSame ? last?.since : new Date(now).toISOString();
    this.#snapshots.set(name, {
      name,
      ...(since && { since }),
      topology: error
        ? { ...last?.topology, error }
        : { data, observedAt: Math.min(startedAt, now) },
      workloads: last?.workloads ?? {},
    });
  }

  /** Forgets all other clusters. */
  retain(names: Set<string>): void {
    for (const name of this.#snapshots.keys()) {
      if (!names.has(name)) this.#snapshots.delete(name);
    }
  }

  setWorkloads(
    cluster: string,
    outcome: Outcome<WorkloadsSummary>,
    startedAt = this.#clock.now(),
  ): void {
    const snapshot = this.#snapshots.get(cluster);
    if (!snapshot) return;
    const { data, error } = outcome;
    // A new object: the one before may be being written.
    this.#snapshots.set(cluster, {
      ...snapshot,
      workloads: error
        ? { ...snapshot.workloads, error }
        : { data, observedAt: this.#observedAtOf(data, startedAt) },
    });
  }

  /** The time that a reading gives for itself, but no later than now. */
  #observedAtOf({ observedAt }: WorkloadsSummary, startedAt: number): number {
    return observedAt !== undefined && Number.isFinite(observedAt)
      ? this.#clock.fromLocal(observedAt)
      : Math.min(startedAt, this.#clock.now());
  }

  /** None of them could be read. */
  failAll(error: ProviderError): void {
    for (const snapshot of this.#snapshots.values()) {
      snapshot.topology = { ...snapshot.topology, error };
    }
  }

  /** The identities of the clusters in the last good readings, by name. */
  get identities(): Map<string, Topology['identity']> {
    return new Map(
      this.list.map(({ name, topology }) => [name, topology.data?.identity]),
    );
  }

  /** False where a node may only be missing from a list that is incomplete. */
  isGone(cluster: string, node: string): boolean {
    const snapshot = this.#snapshots.get(cluster);
    if (!snapshot) return true;
    const nodes = snapshot.topology.data?.nodes ?? [];
    return (
      completenessOf(snapshot).nodes && !nodes.some(({ name }) => name === node)
    );
  }
}
