import {
  Schedule,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

const FACTS = ['version', 'ceph', 'permissions', 'storages'] as const;
export type Fact = (typeof FACTS)[number];

/** When facts that change rarely are read again. */
export class FactSchedule {
  readonly #schedules: Record<Fact, Schedule>;
  #hadTurn = false;

  constructor(clock?: Clock) {
    this.#schedules = {
      version: new Schedule({ clock }),
      ceph: new Schedule({ clock }),
      permissions: new Schedule({ clock }),
      storages: new Schedule({ clock }),
    };
  }

  /** The fact that is overdue for longest, in every second refresh at most. */
  next(): Fact | undefined {
    // With rare refreshes all facts are always due, and nothing else would be read.
    const due = this.#hadTurn ? undefined : this.#mostOverdue();
    this.#hadTurn = due !== undefined;
    return due;
  }

  /** Makes a fact due after a time in milliseconds. */
  set(fact: Fact, ms: number): void {
    this.#schedules[fact].set(ms);
  }

  /** Makes a fact due after a time, unless it is due earlier. */
  advance(fact: Fact, ms: number): void {
    this.#schedules[fact].advance(ms);
  }

  #mostOverdue(): Fact | undefined {
    const dueAt = (fact: Fact) => this.#schedules[fact].dueAt;
    const due = FACTS.filter(fact => this.#schedules[fact].isDue);
    return due.sort((a, b) => dueAt(a) - dueAt(b))[0];
  }
}
