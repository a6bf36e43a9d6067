import type { WorkloadDocument } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { DocumentStore, StoredDocument } from './DocumentStore';

/** Longer than any failure should last; what is still missing then is not found any more. */
const RETENTION_MS = 24 * 3_600_000;

export interface MissingDocumentsOptions {
  store: DocumentStore;
  /** Whether a workload of the cluster that is not listed is known not to exist. */
  isComplete: (cluster: string) => Promise<boolean>;
}

/**
 * The documents that a run would take out of the index although their workloads may still
 * exist: search replaces the whole index in each run. Rows have to come cluster by cluster.
 */
export class MissingDocuments {
  readonly #options: MissingDocumentsOptions;
  readonly #finished = new Set<string>();
  #current: { cluster: string; seen: Set<string> } | undefined;

  constructor(options: MissingDocumentsOptions) {
    this.#options = options;
  }

  /** Whether these are the first documents of another cluster. */
  isNext(cluster: string): boolean {
    return this.#current?.cluster !== cluster;
  }

  /** Notes what a page lists of a cluster. */
  async note(cluster: string, documents: StoredDocument[]): Promise<void> {
    const keys = await this.#options.store.put(cluster, documents);
    if (this.isNext(cluster)) this.#current = { cluster, seen: new Set() };
    for (const key of keys) this.#current!.seen.add(key);
  }

  /** Documents to retain for a cluster after all its rows were read. */
  async *finish(): AsyncGenerator<WorkloadDocument> {
    if (!this.#current) return;
    const { cluster, seen } = this.#current;
    this.#current = undefined;
    if (this.#finished.has(cluster)) return;
    this.#finished.add(cluster);
    yield* this.#missing(cluster, seen);
  }

  /** The same of clusters that had no row at all. */
  async *finishOthers(): AsyncGenerator<WorkloadDocument> {
    for (const cluster of await this.#options.store.clusters()) {
      if (!this.#finished.has(cluster)) {
        yield* this.#missing(cluster, new Set());
      }
    }
  }

  async *#missing(
    cluster: string,
    seen: Set<string>,
  ): AsyncGenerator<WorkloadDocument> {
    const { isComplete, store } = this.#options;
    const keys: string[] = [];
    for await (const page of store.keys(cluster)) {
      keys.push(...page.filter(key => !seen.has(key)));
    }
    if (keys.length === 0) return;
    if (await isComplete(cluster)) await store.remove(keys);
    else
      yield* store.missing(keys, {
        now: Date.now(),
        retentionMs: RETENTION_MS,
      });
  }
}
