/** Where a simulated server starts to count. */
export const FIRST_REVISION = 4057;

/** An object before or after a change. */
export interface SnapshotEntry {
  /** Group and plural name, as in the path. */
  resource: string;
  /** Differs where the object differs. */
  fingerprint: string;
  render(revision: number): object;
}

/** One object that came, went or became another. */
export interface Change {
  revision: number;
  /** Milliseconds since the epoch. */
  at: number;
  key: string;
  resource: string;
  before?: object;
  after?: object;
}

/** Changes of a running cluster, in the order of their revisions. */
export class ChangeLog {
  /** Revision of objects that were never changed. */
  #first = FIRST_REVISION;
  #revision = FIRST_REVISION;
  #oldest = FIRST_REVISION;
  #changes: Change[] = [];
  readonly #revisionOf = new Map<string, number>();
  readonly #timeOf = new Map<string, number>();
  readonly #listeners = new Set<(change: Change) => void>();

  get revision(): number {
    return this.#revision;
  }

  /** Before this one nothing is known any more. */
  get oldest(): number {
    return this.#oldest;
  }

  /** When an object was changed last. */
  revisionOf(key: string): number {
    return this.#revisionOf.get(key) ?? this.#first;
  }

  /** Records the differences between two snapshots and notifies the listeners. */
  record(
    before: Map<string, SnapshotEntry>,
    after: Map<string, SnapshotEntry>,
  ): void {
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const old = before.get(key);
      const next = after.get(key);
      if (old?.fingerprint === next?.fingerprint) continue;
      const was = this.revisionOf(key);
      this.#revision += 1;
      const change: Change = {
        revision: this.#revision,
        at: Date.now(),
        key,
        resource: (next ?? old)!.resource,
        before: old?.render(next ? was : this.#revision),
        after: next?.render(this.#revision),
      };
      this.#revisionOf.set(key, this.#revision);
      this.#timeOf.set(key, change.at);
      this.#changes.push(change);
      for (const listener of [...this.#listeners]) listener(change);
    }
  }

  /** When an object was changed last; undefined where it is as it was at the start. */
  timeOf(key: string): number | undefined {
    return this.#timeOf.get(key);
  }

  since(revision: number): Change[] {
    return this.#changes.filter(change => change.revision > revision);
  }

  /** Drops all older revisions: requests for one are rejected as too old. */
  compact(): void {
    this.#revision += 1;
    this.#oldest = this.#revision;
    this.#changes = [];
  }

  /** Starts again at a revision, which may be lower than before. */
  restore(revision: number): void {
    this.#first = revision;
    this.#revision = revision;
    this.#oldest = revision;
    this.#changes = [];
    this.#revisionOf.clear();
    this.#timeOf.clear();
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
