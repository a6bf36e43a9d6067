import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { infraDashboardApiRef } from '../../api';
import type { WorkloadListQuery } from '../../hooks';
import {
  exportWorkloads,
  type ExportProgress,
  type WorkloadExport,
} from './exportWorkloads';

export type ExportState =
  | { step: 'idle' }
  | ({ step: 'running' } & ExportProgress)
  | ({ step: 'done' } & ExportProgress)
  | { step: 'failed'; error: Error };

function save({ file }: WorkloadExport) {
  const day = new Date().toISOString().slice(0, 10);
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `workloads-${day}.csv`;
  link.click();
  // The browser has to have begun before the file may go.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Makes a CSV file of all rows of a query and hands it to the browser. */
export function useWorkloadExport(query: WorkloadListQuery, total: number) {
  const api = useApi(infraDashboardApiRef);
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  const running = useRef<AbortController>();
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
      const result = await exportWorkloads(api, {
        query,
        signal,
        onProgress: progress => update({ step: 'running', ...progress }),
      });
      save(result);
      update({ step: 'done', done: result.done, total: result.total });
    } catch (error) {
      update({ step: 'failed', error: error as Error });
    }
  }, [api, query, total]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ step: 'idle' });
  }, []);

  return { state, start, cancel };
}
