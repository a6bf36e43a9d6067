import type { RemovalPolicy } from '../config';
import type { Absence, LedgerEntry, WantedEntity } from './types';

/** The changes after a successful read of a cluster. */
export interface ChangePlan {
  /** To hand to the catalog, since they are new, different or to be compared again. */
  put: WantedEntity[];
  /** References of what has been missing long enough. */
  remove: string[];
  /** Entries to mark as missing, or to unmark because they are back. */
  note: LedgerEntry[];
}

export interface PlanOptions {
  /** Entities of this cluster that the catalog already has. */
  known: LedgerEntry[];
  wanted: Map<string, WantedEntity>;
  /** Time of the read where absence in it means something; else absent. */
  absentAt?: number;
  removal: RemovalPolicy;
  /** Hands over everything, for the catalog to compare with what it really holds. */
  compareAll?: boolean;
  /** Takes in what is new, but leaves what the catalog has as it is. */
  newOnly?: boolean;
}

function nextAbsence(before: Absence | undefined, at: number): Absence {
  if (!before) return { since: at, latest: at, reads: 1 };
  if (at <= before.latest) return before;
  return { since: before.since, latest: at, reads: before.reads + 1 };
}

/** Compares what is with what should be. */
export function planChanges(options: PlanOptions): ChangePlan {
  const { wanted, absentAt, removal } = options;
  const known = new Map(options.known.map(entry => [entry.entityRef, entry]));
  const plan: ChangePlan = { put: [], remove: [], note: [] };

  for (const one of wanted.values()) {
    const hash = known.get(one.entityRef)?.hash;
    if (options.newOnly && hash !== undefined) continue;
    if (options.compareAll || hash !== one.hash) plan.put.push(one);
  }
  for (const entry of known.values()) {
    if (wanted.has(entry.entityRef)) {
      if (entry.absence) plan.note.push({ ...entry, absence: undefined });
      continue;
    }
    if (absentAt === undefined) continue;
    const absence = nextAbsence(entry.absence, absentAt);
    const isGone =
      absence.reads >= removal.reads &&
      absence.latest - absence.since >= removal.afterMs;
    if (isGone) plan.remove.push(entry.entityRef);
    else if (absence !== entry.absence) plan.note.push({ ...entry, absence });
  }
  return plan;
}
