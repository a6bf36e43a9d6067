import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { WorkloadListQuery } from '../../hooks';
import { csvHead, csvLines } from './csv';

/** Rows of one request. */
const PAGE = 1_000;

/** The most rows of one file: a spreadsheet opens no more. */
const MAX_EXPORTED_ROWS = 1_000_000;

export interface ExportProgress {
  done: number;
  total: number;
}

export interface WorkloadExport extends ExportProgress {
  file: Blob;
}

/**
 * Reads all rows of a query, page by page, into a CSV file. Only the CSV text is held in memory.
 *
 * @param options - `onProgress` is called after each page; `signal` aborts
 */
export async function exportWorkloads(
  api: InfraDashboardApi,
  options: {
    query: WorkloadListQuery;
    signal: AbortSignal;
    onProgress: (progress: ExportProgress) => void;
    maxRows?: number;
  },
): Promise<WorkloadExport> {
  const { maxRows = MAX_EXPORTED_ROWS, onProgress, query, signal } = options;
  const parts = [csvHead()];
  let cursor: string | undefined;
  let done = 0;
  for (;;) {
    const limit = Math.min(PAGE, maxRows - done);
    const page = await api.getWorkloads(
      { ...query, limit, cursor },
      { signal },
    );
    signal.throwIfAborted();
    parts.push(csvLines(page.items));
    done += page.items.length;
    cursor = page.nextCursor;
    const total = Math.max(page.totalItems, done);
    onProgress({ done, total });
    if (!cursor || page.items.length === 0 || done >= maxRows) {
      const file = new Blob(parts, { type: 'text/csv;charset=utf-8' });
      return { done, total, file };
    }
  }
}
