import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { CollectorRecorder } from '../collector/CollectorRecorder';

/** Takes the workloads that a collector reads, in place of a database. */
export class RecordedWorkloads implements CollectorRecorder {
  readonly #items = new Map<string, Workload[]>();
  readonly #signal = new AbortController().signal;

  /** Those of a cluster as they were read last. */
  of(cluster: string): Workload[] {
    return this.#items.get(cluster) ?? [];
  }

  connect(): ReturnType<CollectorRecorder['connect']> {
    return {
      holds: () => true,
      readSignal: () => this.#signal,
      load: async () => [],
      workloads: async () => [],
      publish: ({ name }, items) => {
        if (items) this.#items.set(name, items);
      },
      remove: cluster => void this.#items.delete(cluster),
      settle: async () => {},
      share: () => {},
      sharedState: () => undefined,
      request: async () => undefined,
    };
  }

  async clustersOf(): Promise<string[]> {
    return [];
  }

  setProviders(): void {}

  storedWorkloads(
    ...[, { workloads }]: Parameters<CollectorRecorder['storedWorkloads']>
  ) {
    return workloads;
  }

  async settle(): Promise<void> {}
}
