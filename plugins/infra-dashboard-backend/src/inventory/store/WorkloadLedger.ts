import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toNumber } from './clusterRows';
import { storeWorkload } from './documents';
import { digestOf, FORGET_MS, hasMoved, isKey } from './Ledger';
import type { ObjectRow } from './objectRows';
import { toOwners, withOwners } from './owners';

/** What the process remembers of a workload that is stored. */
interface Entry {
  /** Of its document without entities and owner. */
  digest: string;
  owners: string;
  startedAt?: number;
  /** The lists that were read since then lack it, and are all incomplete. */
  missingSince?: number;
}

export interface WorkloadUpsert extends Omit<Entry, 'missingSince'> {
  /** With its entities and its owner. */
  item: Workload;
  /** What the database has of it; absent: nothing. */
  before?: Pick<Entry, 'owners'>;
}

/** What a reading has that the database has not; the others by their ids. */
export interface WorkloadDifference {
  upserts: WorkloadUpsert[];
  /** Gone for certain. */
  removed: string[];
  /** Not in a list that is incomplete, for the first time. */
  missing: string[];
  /** Missing for so long that their rows only take space. */
  forgotten: string[];
}

export function noWorkloads(): WorkloadDifference {
  return { upserts: [], removed: [], missing: [], forgotten: [] };
}

/**
 * A hash of each stored workload of a cluster, so that a reading that changed nothing writes
 * nothing. The workloads themselves are in the database only.
 */
export class WorkloadLedger {
  readonly #entries = new Map<string, Entry>();
  /** Many workloads have the same owners. */
  readonly #owners = new Map<string, string>();

  clear(): void {
    this.#entries.clear();
    this.#owners.clear();
  }

  /** The hash of a stored workload without its owners. */
  digestOf(id: string): string | undefined {
    return this.#entries.get(id)?.digest;
  }

  /**
   * Takes over a row of the database.
   *
   * @param isUpToDate - whether the other columns have what the document has
   */
  load(
    row: Pick<ObjectRow, 'id' | 'document' | 'started_at' | 'missing_since'>,
    isUpToDate: (workload: Workload) => boolean,
  ): void {
    const workload: Workload = JSON.parse(row.document);
    const owners = this.#intern(toOwners(workload));
    this.#entries.set(row.id, {
      // Another one than any reading makes, so that the row is written again.
      digest: isUpToDate(workload)
        ? digestOf(
            owners === ''
              ? row.document
              : JSON.stringify(withOwners(workload, '')),
          )
        : '',
      owners,
      startedAt: toNumber(row.started_at),
      missingSince: toNumber(row.missing_since),
    });
  }

  /**
   * Compares in slices, and changes nothing.
   *
   * @param options - `complete`: what is not listed does not exist; `at`: time of the reading;
   *   `own`: finds entities and owner; undefined: they are not known yet, and stay as they are
   */
  async compare(
    items: readonly Workload[],
    options: {
      complete: boolean;
      at: number;
      own: ((workload: Workload) => Workload) | undefined;
    },
  ): Promise<WorkloadDifference> {
    const { at, complete, own } = options;
    const difference = noWorkloads();
    const seen = new Set<string>();
    await forEachSliced(items, item => {
      const { id } = item;
      if (seen.has(id) || !isKey(id)) return;
      seen.add(id);
      const before = this.#entries.get(id);
      const { document, startedAt } = storeWorkload(item, at, {
        withoutOwners: true,
      });
      const digest = digestOf(document);
      const stay = own ? undefined : before?.owners;
      const owned = own ? own(item) : item;
      const owners = stay ?? toOwners(owned);
      const isSame =
        before?.digest === digest &&
        before.owners === owners &&
        before.missingSince === undefined &&
        !hasMoved(before.startedAt, startedAt);
      if (isSame) return;
      difference.upserts.push({
        item: stay === undefined ? owned : withOwners(item, stay),
        ...{ digest, owners, startedAt, before },
      });
    });
    await forEachSliced(this.#entries, ([id, { missingSince }]) => {
      if (seen.has(id)) return;
      if (complete) difference.removed.push(id);
      else if (missingSince === undefined) difference.missing.push(id);
      else if (at - missingSince > FORGET_MS) difference.forgotten.push(id);
    });
    return difference;
  }

  /** The database has the difference now. */
  async apply(difference: WorkloadDifference, at: number): Promise<void> {
    const { forgotten, missing, removed, upserts } = difference;
    const entries = this.#entries;
    await forEachSliced(upserts, ({ item, digest, owners, startedAt }) => {
      entries.set(item.id, {
        ...{ digest, startedAt },
        owners: this.#intern(owners),
      });
    });
    for (const ids of [removed, forgotten]) {
      await forEachSliced(ids, id => void entries.delete(id));
    }
    await forEachSliced(missing, id => {
      const entry = entries.get(id);
      if (entry) entry.missingSince = at;
    });
  }

  #intern(owners: string): string {
    const known = this.#owners.get(owners);
    if (known === undefined) this.#owners.set(owners, owners);
    return known ?? owners;
  }
}
