const FACTS = ['version', 'ceph', 'permissions', 'storages'] as const;
export type Fact = (typeof FACTS)[number];

/** When facts that change rarely are read again, in monotonic milliseconds. */
export class FactSchedule {
  readonly #dueAt: Record<Fact, number> = {
    version: 0,
    ceph: 0,
    permissions: 0,
    storages: 0,
  };
  #hadTurn = false;

  /** The fact that is overdue for longest, in every second refresh at most. */
  next(): Fact | undefined {
    // With rare refreshes all facts are always due, and nothing else would be read.
    const due = this.#hadTurn ? undefined : this.#mostOverdue();
    this.#hadTurn = due !== undefined;
    return due;
  }

  set(fact: Fact, dueAt: number): void {
    this.#dueAt[fact] = dueAt;
  }

  /** Makes a fact due at a time, unless it is due earlier. */
  advance(fact: Fact, dueAt: number): void {
    this.#dueAt[fact] = Math.min(this.#dueAt[fact], dueAt);
  }

  #mostOverdue(): Fact | undefined {
    const now = performance.now();
    const due = FACTS.filter(fact => this.#dueAt[fact] <= now);
    return due.sort((a, b) => this.#dueAt[a] - this.#dueAt[b])[0];
  }
}
