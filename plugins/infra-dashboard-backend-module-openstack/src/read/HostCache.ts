import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { HostAllocation } from '../mappers/ClusterParts';
import type { Inventories, Usages } from '../schemas';
import { isSameAmount, type Amounts } from './allocatedSizes';

/** A value that may have changed without a sign of it is read again after this long. */
const RECHECK_MS = 60_000;

/** An inventory that has changed waits no longer than this for usages. */
const MAX_WAIT_MS = 45_000;

/** What is read of a host, in the order of importance. */
export type HostPart = 'usages' | 'inventories';

interface Cached<T> {
  value: T;
  /** Of the resource provider, before the value was read. */
  generation: number | undefined;
  /** Monotonic milliseconds. */
  readAt: number;
}

/** A read of one part of a host; the lowest rank is first. */
export interface HostJob {
  host: HostCache;
  part: HostPart;
  rank: number;
}

/** Adds what servers took since the usages were read. */
function addChange(
  { inventories, usages }: { inventories: Inventories; usages: Usages },
  before: Amounts,
  now: Amounts,
): Usages {
  const changed = { ...usages };
  const add = (name: string, amount: number) => {
    if (amount === 0) return;
    changed[name] = Math.max(0, (changed[name] ?? 0) + amount);
  };
  // A host with pinned CPUs only has no shared ones.
  add(inventories.VCPU ? 'VCPU' : 'PCPU', now.VCPU - before.VCPU);
  add('MEMORY_MB', now.MEMORY_MB - before.MEMORY_MB);
  add('DISK_GB', now.DISK_GB - before.DISK_GB);
  return changed;
}

/** Size and allocation of one host, as they were read, and what its servers took since. */
export class HostCache {
  readonly uuid: string;
  readonly #clock: Clock;
  #inventories: Cached<Inventories> | undefined;
  #usages: Cached<Usages> | undefined;
  /** What its servers took when the usages were read. */
  #before: Amounts | undefined;
  #now: Amounts | undefined;
  #generation: number | undefined;
  /** Since when a part is known to have changed, in monotonic milliseconds. */
  readonly #changedAt = new Map<HostPart, number>();
  #wasRead = false;

  constructor(uuid: string, clock: Clock) {
    this.uuid = uuid;
    this.#clock = clock;
  }

  /** Whether it was never read; it is read at once then. */
  get isNew(): boolean {
    return !this.#wasRead;
  }

  /** Whether both parts were read at some time. */
  get isRead(): boolean {
    return this.#inventories !== undefined && this.#usages !== undefined;
  }

  /**
   * Notes what the lists of this refresh say.
   *
   * @param allocated - what its servers take; undefined where not all of them are known
   */
  update(generation: number | undefined, allocated: Amounts | undefined): void {
    this.#generation = generation;
    this.#now = allocated ?? this.#now;
    this.#before ??= this.#now;
    this.#noteChange('inventories', this.#hasOtherGeneration('inventories'));
    this.#noteChange(
      'usages',
      this.#hasOtherGeneration('usages') || !this.#hasSameServers,
    );
  }

  /** Reads that are due. */
  get jobs(): HostJob[] {
    const now = this.#clock.monotonic();
    return (['usages', 'inventories'] as const).flatMap(part => {
      const cached = part === 'usages' ? this.#usages : this.#inventories;
      const changedAt = this.#changedAt.get(part);
      const waited = changedAt === undefined ? 0 : now - changedAt;
      const isPatient = part === 'inventories' && waited < MAX_WAIT_MS;
      const job = (rank: number) => [{ host: this, part, rank }];
      // Older ones first within each of the classes.
      if (!cached) return job(0);
      if (changedAt !== undefined) return job((isPatient ? 2e9 : 1e9) - waited);
      const age = now - cached.readAt;
      return age > RECHECK_MS ? job(4e9 - age) : [];
    });
  }

  /** A part was read. */
  set(part: 'inventories', value: Inventories): void;
  set(part: 'usages', value: Usages): void;
  set(part: HostPart, value: Inventories & Usages): void {
    const readAt = this.#clock.monotonic();
    const cached = { value, generation: this.#generation, readAt };
    this.#changedAt.delete(part);
    if (part === 'inventories') {
      this.#inventories = cached;
    } else {
      this.#usages = cached;
      this.#before = this.#now;
    }
  }

  /** It was tried to read it. */
  noteRead(): void {
    this.#wasRead = true;
  }

  /** Undefined without inventories. */
  get allocation(): HostAllocation | undefined {
    if (!this.#inventories) return undefined;
    const { readAt, value: inventories } = this.#inventories;
    const usages = this.#usages?.value;
    const [before, now] = [this.#before, this.#now];
    return {
      inventories,
      usages:
        usages && before && now
          ? addChange({ inventories, usages }, before, now)
          : usages,
      ...(this.#changedAt.has('inventories') && {
        outdatedSince: this.#clock.now() - (this.#clock.monotonic() - readAt),
      }),
    };
  }

  get #hasSameServers(): boolean {
    return !this.#before || !this.#now || isSameAmount(this.#before, this.#now);
  }

  #hasOtherGeneration(part: HostPart): boolean {
    const cached = part === 'usages' ? this.#usages : this.#inventories;
    return cached !== undefined && cached.generation !== this.#generation;
  }

  #noteChange(part: HostPart, hasChanged: boolean): void {
    if (!hasChanged || this.#changedAt.has(part)) return;
    this.#changedAt.set(part, this.#clock.monotonic());
  }
}
