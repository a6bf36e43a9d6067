import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A column of a list of storages. */
export interface StorageColumn {
  /** Also names its text. */
  id:
    | 'name'
    | 'status'
    | 'cluster'
    | 'type'
    | 'shared'
    | 'content'
    | 'space'
    | 'total'
    | 'nodes';
  /** What the backend sorts by at the first click. */
  sort: string;
  /** Narrower pages leave it out. */
  from?: 'fromSm' | 'fromMd' | 'fromLg';
  width?: number;
}

/** Every column in display order. */
export const COLUMNS: readonly StorageColumn[] = [
  { id: 'name', sort: 'name' },
  { id: 'status', sort: '-health', from: 'fromSm' },
  { id: 'cluster', sort: 'cluster', from: 'fromSm' },
  { id: 'type', sort: 'type', from: 'fromMd', width: 110 },
  { id: 'shared', sort: '-shared', from: 'fromLg', width: 90 },
  { id: 'content', sort: 'content', from: 'fromLg' },
  { id: 'space', sort: '-share', width: 190 },
  { id: 'total', sort: '-total', from: 'fromLg', width: 100 },
  { id: 'nodes', sort: '-nodes', from: 'fromMd', width: 120 },
];

type Cell = string | number | undefined;

/** Columns of the CSV file; programs may rely on their order. */
export const CSV_COLUMNS: ReadonlyArray<
  [name: string, of: (one: StorageStatus) => Cell]
> = [
  ['cluster', one => one.cluster],
  ['platform', one => one.provider],
  ['name', one => one.name],
  ['id', one => one.id],
  ['type', one => one.type],
  ['health', one => one.health],
  ['reason', one => one.statusReason],
  [
    'shared',
    ({ shared }) => (shared === undefined ? undefined : String(shared)),
  ],
  ['content', one => one.content?.join(' ')],
  ['nodes', one => one.nodes?.join(' ')],
  ['backing', one => one.backing],
  ['bytes_used', one => one.space.used],
  ['bytes_requested', one => one.space.requested],
  ['bytes', one => one.space.total],
];
