/** Rows of one request. */
const PAGE = 1_000;

/** The most rows of one file: a spreadsheet opens no more. */
const MAX_EXPORTED_ROWS = 1_000_000;

export interface ExportProgress {
  done: number;
  total: number;
}

export interface ListExport extends ExportProgress {
  file: Blob;
}

interface Page<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

/** How a list becomes a CSV file. */
export interface ExportedList<T> {
  load: (
    paging: { limit: number; cursor?: string },
    options: { signal: AbortSignal },
  ) => Promise<Page<T>>;
  /** The header line. */
  head: () => string;
  lines: (rows: T[]) => string;
}

/**
 * Reads all rows of a list, page by page, into a CSV file. Only the CSV text is held in memory.
 *
 * @param options - `onProgress` is called after each page; `signal` aborts
 */
export async function exportList<T>(
  { head, lines, load }: ExportedList<T>,
  options: {
    signal: AbortSignal;
    onProgress: (progress: ExportProgress) => void;
    maxRows?: number;
  },
): Promise<ListExport> {
  const { maxRows = MAX_EXPORTED_ROWS, onProgress, signal } = options;
  const parts = [head()];
  let cursor: string | undefined;
  let done = 0;
  for (;;) {
    const limit = Math.min(PAGE, maxRows - done);
    const page = await load({ limit, cursor }, { signal });
    signal.throwIfAborted();
    parts.push(lines(page.items));
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
