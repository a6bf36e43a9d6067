import { useAnalytics } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  exportList,
  type ExportedList,
  type ExportProgress,
  type ListExport,
} from './exportList';

export type ExportState =
  | { step: 'idle' }
  | ({ step: 'running' } & ExportProgress)
  | ({ step: 'done' } & ExportProgress)
  | { step: 'failed'; error: Error };

function save(name: string, { file }: ListExport) {
  const day = new Date().toISOString().slice(0, 10);
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${day}.csv`;
  link.click();
  // The browser has to have begun before the file may go.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Makes a CSV file of all rows of a list and hands it to the browser.
 *
 * @param options - `name`: of the file; `total`: number of rows
 */
export function useListExport<T>(
  list: ExportedList<T>,
  options: { name: string; total: number },
) {
  const { name, total } = options;
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  const running = useRef<AbortController>();
  const analytics = useAnalytics();
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const update = (next: ExportState) => {
      if (!signal.aborted) setState(next);
    };
    update({ step: 'running', done: 0, total });
    try {
      const result = await exportList(list, {
        signal,
        onProgress: progress => update({ step: 'running', ...progress }),
      });
      save(name, result);
      analytics.captureEvent('export', name, { value: result.done });
      update({ step: 'done', done: result.done, total: result.total });
    } catch (error) {
      update({ step: 'failed', error: error as Error });
    }
  }, [analytics, list, name, total]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ step: 'idle' });
  }, []);

  return { state, start, cancel };
}

export type ListExportState = ReturnType<typeof useListExport>;
