import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf, insertRows, toText, type Knex } from '../database';
import { toKey } from '../inventory/store/textColumns';
import { entitiesOf } from '../ownership';
import {
  CHANGE_ENTITIES,
  CHANGES,
  COLUMNS,
  toChange,
  toLatest,
  toRow,
  toSubject,
  type ChangeRow,
} from './storedChange';
import type { NewChange } from './types';

/** Changes back and forth within this time are one row. */
const FOLD_MS = 60_000;

type Candidate = ChangeRow & { subject: string };

const keyOf = (one: { cluster: string; kind: string; subject: string }) =>
  JSON.stringify([one.cluster, one.kind, toSubject(one.subject)]);

/**
 * The last row of each subject that changed less than a minute ago. Other clusters may have the
 * same subjects: with a condition on the cluster, SQLite would read all of its changes instead.
 */
async function findCandidates(
  trx: Knex,
  changes: NewChange[],
): Promise<Map<string, Candidate>> {
  const rows: Candidate[] = await trx(CHANGES)
    .select(...COLUMNS, 'subject')
    .whereIn('subject', [
      ...new Set(changes.map(one => toSubject(one.subject))),
    ])
    .where('last_at', '>=', Math.min(...changes.map(one => one.at)) - FOLD_MS)
    .orderBy(['last_at', 'id']);
  return new Map(rows.map(row => [keyOf(row), row]));
}

/** Whether a row can take in a change: the value goes back, or has done so before. */
function canFold(row: Candidate, change: NewChange): boolean {
  const age = change.at - Number(row.last_at);
  return (
    // Several replicas are no single object that goes back and forth.
    !change.subject.startsWith('replicas:') &&
    (change.count ?? 1) === 1 &&
    age >= 0 &&
    age <= FOLD_MS &&
    // A node has several versions.
    row.to_value === toKey(change.from) &&
    (row.count > 1 || row.from_value === toKey(change.to))
  );
}

/** A cluster that is read again has no reason: the row says why it was not. */
function isBack({ kind, to }: NewChange): boolean {
  return kind === 'connection' && to === undefined;
}

async function recordBatch(trx: Knex, changes: NewChange[]): Promise<Change[]> {
  const candidates = await findCandidates(trx, changes);
  const added: NewChange[] = [];
  const stored: Array<{ change: NewChange; row: ChangeRow }> = [];
  for (const change of changes) {
    const key = keyOf(change);
    const candidate = candidates.get(key);
    if (!candidate || !canFold(candidate, change)) {
      added.push(change);
      continue;
    }
    const { document } = candidate;
    const values = {
      ...toLatest(change),
      ...(isBack(change) && { document }),
      count: candidate.count + 1,
    };
    await trx(CHANGES).where({ id: candidate.id }).update(values);
    const row = { ...candidate, ...values };
    candidates.set(key, row);
    stored.push({ change, row });
    await nextTurn();
  }
  if (added.length > 0) {
    await nextTurn();
    const rows = added.map(toRow);
    const suffix = 'returning id';
    const ids = (await insertRows(trx, { table: CHANGES, rows, suffix }))
      .map(({ id }) => Number(id))
      // No database promises an order of what it returns; the ids themselves have one.
      .sort((a, b) => a - b);
    added.forEach((change, index) => {
      stored.push({ change, row: { ...rows[index], id: ids[index] } });
    });
  }
  const entities = stored.flatMap(({ change, row }) =>
    entitiesOf(change).map(entity => ({
      entity: toText(entity),
      change: row.id,
    })),
  );
  for (const rows of batchesOf(entities)) {
    const suffix = 'on conflict (entity, change) do nothing';
    await nextTurn();
    await insertRows(trx, { table: CHANGE_ENTITIES, rows, suffix });
  }
  return stored.flatMap(({ row }) => toChange(row) ?? []);
}

/**
 * Stores changes. What goes back and forth within a minute is folded into one row.
 *
 * @returns the rows that were added or took something in
 */
export async function recordChanges(
  trx: Knex,
  changes: readonly NewChange[],
): Promise<Change[]> {
  const stored: Change[] = [];
  for (const batch of batchesOf(changes)) {
    stored.push(...(await recordBatch(trx, batch)));
    await nextTurn();
  }
  return stored;
}
