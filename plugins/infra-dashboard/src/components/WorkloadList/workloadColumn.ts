import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WORKLOAD_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ReactNode } from 'react';
import type { Format } from '../../format';
import type { InfraTranslate } from '../../translation';

export type WorkloadSortKey = (typeof WORKLOAD_SORT_KEYS)[number];

export interface LabelTools {
  t: InfraTranslate;
  /** What the platform calls things, where only one is shown: `Project`. */
  terms?: Readonly<Record<'cluster' | 'namespace' | 'node', string>>;
  /** The name of a fact. */
  factTerm: (key: string) => string;
}

export interface CellTools {
  t: InfraTranslate;
  format: Format;
  typeLabel: (type: string) => string;
  /** Whether its platform says that no backup is made of it. */
  isUnprotected: (workload: Workload) => boolean;
  /** Position of the row among all rows, from 0. */
  index: number;
  isShown: (column: string) => boolean;
}

/**
 * All that a page needs of a column; its CSV is in the API client, since the backend exports as well. A
 * part that is left out does not compile.
 */
export interface WorkloadColumn {
  label: (tools: LabelTools) => string;
  /** Pixels; the column of the name takes what is left. */
  width: number;
  /** The sort key of the backend. With a leading `-`, the first click sorts descending. */
  sort: WorkloadSortKey | `-${WorkloadSortKey}` | undefined;
  /** Undefined where the value is unknown, which shows as a dash. */
  render: (workload: Workload, tools: CellTools) => ReactNode;
  /** Aligned right. */
  isNumber?: boolean;
}
