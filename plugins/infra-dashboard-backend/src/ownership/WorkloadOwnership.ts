import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';

/** Rounds over the readings, because new ones arrive during matching. */
const MAX_ROUNDS = 5;

/** What one matcher found so far; forgotten with the readings. */
class Generation {
  readonly #readings = new WeakMap<
    WorkloadsReading,
    { owner?: string; reading: WorkloadsReading }
  >();

  constructor(readonly matcher: OwnershipMatcher) {}

  get(reading: WorkloadsReading, owner?: string): WorkloadsReading | undefined {
    const known = this.#readings.get(reading);
    return known && known.owner === owner ? known.reading : undefined;
  }

  keep(
    reading: WorkloadsReading,
    result: { owner?: string; items: Workload[] },
  ): WorkloadsReading {
    const { owner, items } = result;
    const decorated = { ...reading, items };
    this.#readings.set(reading, { owner, reading: decorated });
    return decorated;
  }

  decorate(workload: Workload, owner?: string): Workload {
    const found = this.matcher.match(workload, owner);
    const { entityRefs, ownerRef, ownerSource } = found;
    if (!entityRefs && !ownerRef) return workload;
    return {
      ...workload,
      ...(entityRefs && { entityRefs }),
      ...(ownerRef && { ownerRef, ownerSource }),
    };
  }
}

export interface WorkloadOwnershipOptions {
  matcher?: OwnershipMatcher;
  /** All clusters as they are at the moment. */
  records: () => ClusterRecord[];
}

/**
 * Puts entities and owners on workloads. The work is done in the background, in slices,
 * when a reading comes in and when the catalog has changed; readers find it done.
 */
export class WorkloadOwnership {
  readonly #records: () => ClusterRecord[];
  #generation: Generation;
  #hasCatalog = false;
  #isSettled = false;
  #onUse: (() => void) | undefined;

  constructor(options: WorkloadOwnershipOptions) {
    this.#records = options.records;
    this.#generation = new Generation(
      options.matcher ??
        new OwnershipMatcher(
          [],
          { rules: [], defaults: [] },
          new OwnershipVocabulary(),
        ),
    );
  }

  /** Whether the catalog was read; before that, the absence of an owner means nothing. */
  get hasCatalog(): boolean {
    return this.#hasCatalog;
  }

  /** Whether the catalog is complete, so that another owner is a change. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** The catalog is complete. */
  settle(): void {
    this.#isSettled = true;
  }

  /** Calls a function whenever owners may have changed. */
  onUse(listener: () => void): void {
    this.#onUse = listener;
  }

  /** The record with entities and owners on its workloads. */
  decorate(record: ClusterRecord): ClusterRecord {
    const { entry, snapshot } = record;
    const { data } = snapshot.workloads;
    if (!data) return record;
    const generation = this.#generation;
    const { owner } = entry;
    const reading =
      generation.get(data, owner) ??
      generation.keep(data, {
        owner,
        items: data.items.map(one => generation.decorate(one, owner)),
      });
    return {
      ...record,
      snapshot: {
        ...snapshot,
        workloads: { ...snapshot.workloads, data: reading },
      },
    };
  }

  /** The entity with all that is part of it: whose workloads are its own as well. */
  withParts(
    entityRef: string,
    passes?: (entityRef: string) => boolean,
  ): Set<string> {
    return this.#generation.matcher.directory.withParts(entityRef, passes);
  }

  /** Owner of an entity, as the catalog has it. */
  ownerOf(entityRef: string): string | undefined {
    return this.#generation.matcher.directory.get(entityRef)?.ownerRef;
  }

  /** Matches a reading before it is requested. */
  async prepare(reading: WorkloadsReading, owner?: string): Promise<void> {
    await this.#prepare(this.#generation, reading, owner);
  }

  /**
   * Takes another matcher into use once it has matched everything that is there.
   *
   * @param options - `hasCatalog`: whether it knows the entities of the catalog
   */
  async use(
    matcher: OwnershipMatcher,
    options: { hasCatalog?: boolean } = {},
  ): Promise<void> {
    const next = new Generation(matcher);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      let isDone = true;
      for (const { entry, snapshot } of this.#records()) {
        const { data } = snapshot.workloads;
        if (!data || next.get(data, entry.owner)) continue;
        isDone = false;
        await this.#prepare(next, data, entry.owner);
      }
      if (isDone) break;
    }
    this.#generation = next;
    this.#hasCatalog = options.hasCatalog ?? false;
    this.#onUse?.();
  }

  async #prepare(
    generation: Generation,
    reading: WorkloadsReading,
    owner: string | undefined,
  ): Promise<void> {
    if (generation.get(reading, owner)) return;
    const items: Workload[] = [];
    await forEachSliced(reading.items, workload => {
      items.push(generation.decorate(workload, owner));
    });
    if (!generation.get(reading, owner)) {
      generation.keep(reading, { owner, items });
    }
  }
}
