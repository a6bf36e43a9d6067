import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toHead, toLine } from '../ListExport';
import { COLUMN_IDS, columnOf } from './columns';

/** The order of the first release, which programs may rely on; new columns go to the end. */
const ORDER = [
  'cluster',
  'platform',
  'type',
  'name',
  'id',
  'namespace',
  'node',
  'status',
  'health',
  'reason',
  'cpu_cores_used',
  'cpu_cores',
  'memory_bytes_used',
  'memory_bytes',
  'storage_bytes_used',
  'storage_bytes',
  'uptime_seconds',
  'created_at',
  'ready',
  'desired',
  'restarts',
  'addresses',
  'tags',
  'images',
  'owner',
  'entities',
];

function rankOf(name: string): number {
  const rank = ORDER.indexOf(name);
  return rank < 0 ? ORDER.length : rank;
}

const COLUMNS = COLUMN_IDS.flatMap(id => columnOf(id).csv).sort(
  ([a], [b]) => rankOf(a) - rankOf(b),
);

/** The header line. */
export function csvHead(): string {
  return toHead(COLUMNS.map(([name]) => name));
}

/** Workloads as lines of RFC 4180; what is not known is an empty cell. */
export function csvLines(workloads: Workload[]): string {
  return workloads
    .map(workload => toLine(COLUMNS.map(([, valueOf]) => valueOf(workload))))
    .join('');
}
