import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { listColumns, type ColumnId } from './columns';

/** Columns that are never hidden, because they identify the row and its health. */
export const FIXED_COLUMNS: readonly ColumnId[] = ['name', 'status'];

const DEFAULT_COLUMNS: readonly string[] = [
  'cluster',
  'namespace',
  'node',
  'cpu',
  'memory',
  'owner',
];

/**
 * The columns that the user chose, else those of the platform, always in display order.
 *
 * @param options - `same`: columns with the same value in all rows; hidden unless chosen
 */
export function chooseColumns(options: {
  /** Those of the platform, where only one is shown. */
  columns?: readonly string[];
  /** Facts that may be columns. */
  facts: PlatformDescriptor['facts'];
  chosen: readonly string[];
  same: readonly string[];
}): ColumnId[] {
  const { chosen, columns = DEFAULT_COLUMNS, facts, same } = options;
  const wanted =
    chosen.length > 0 ? chosen : columns.filter(id => !same.includes(id));
  return listColumns(facts).filter(
    id => FIXED_COLUMNS.includes(id) || wanted.includes(id),
  );
}
