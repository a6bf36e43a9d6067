import { createHash } from 'node:crypto';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { changeSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { toText } from '../database';
import { toKey } from '../inventory/store/textColumns';
import type { NewChange } from './types';

export const CHANGES = 'changes';
export const CHANGE_ENTITIES = 'change_entities';

/** A row of the change log. PostgreSQL returns big numbers as text. */
export interface ChangeRow {
  id: number | string;
  at: number | string;
  last_at: number | string;
  count: number;
  kind: Change['kind'];
  platform: string;
  cluster: string;
  node: string | null;
  owner: string | null;
  from_value: string | null;
  to_value: string | null;
  document: string;
}

/** What is read of a row. */
export const COLUMNS = [
  ...['id', 'at', 'last_at', 'count', 'kind', 'platform', 'cluster'],
  ...['node', 'owner', 'from_value', 'to_value', 'document'],
];

/** PostgreSQL limits the size of what is indexed; a platform does not limit its names. */
export function toSubject(subject: string): string {
  const text = toText(subject);
  return text === toKey(text)
    ? text
    : createHash('sha256').update(text).digest('hex');
}

/** What a row has no column for. */
function toDocument(change: NewChange): string {
  const { workload, status, statusReason, reasonCode, reasonParams } = change;
  const { entityRefs, storage } = change;
  return JSON.stringify({
    ...{
      storage,
      workload,
      status,
      statusReason,
      reasonCode,
      reasonParams,
      entityRefs,
    },
  });
}

/** Columns that also change where a row takes in one more change. */
export function toLatest(change: NewChange) {
  return {
    last_at: change.at,
    node: toKey(change.node),
    owner: toKey(change.ownerRef),
    namespace: toKey(change.workload?.namespace ?? ''),
    labels: change.labels ?? null,
    to_value: toKey(change.to),
    document: toDocument(change),
  };
}

/** A new row, without its id. */
export function toRow(change: NewChange) {
  return {
    ...toLatest(change),
    at: change.at,
    count: change.count ?? 1,
    kind: change.kind,
    provider: change.providerName,
    platform: change.provider,
    cluster: change.cluster,
    subject: toSubject(change.subject),
    workload: toKey(change.workload?.id),
    from_value: toKey(change.from),
  };
}

const toTime = (at: number | string) => new Date(Number(at)).toISOString();

/** Columns take precedence: the document must not move a change to another cluster. */
function toValues(row: ChangeRow): unknown {
  const { from_value: from, to_value: to, node, owner } = row;
  return {
    ...JSON.parse(row.document),
    id: String(row.id),
    at: toTime(row.at),
    ...(Number(row.last_at) !== Number(row.at) && {
      until: toTime(row.last_at),
    }),
    count: row.count,
    kind: row.kind,
    cluster: row.cluster,
    provider: row.platform,
    node: node ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    ownerRef: owner ?? undefined,
  };
}

/**
 * A row as the API shows it; undefined where it has a shape that this version does not know, since
 * others may write to the database as well.
 */
export function toChange(row: ChangeRow): Change | undefined {
  try {
    return changeSchema.safeParse(toValues(row)).data;
  } catch {
    return undefined;
  }
}
