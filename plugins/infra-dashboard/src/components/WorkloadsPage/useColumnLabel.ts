import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { usePlatforms } from '../../hooks';
import { useTermLabel } from '../useTermLabel';
import type { ColumnId } from './columns';

/** Names columns, in the words of the platform where only one is shown. */
export function useColumnLabel(provider: string): (column: ColumnId) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const platforms = usePlatforms();
  const termLabel = useTermLabel();
  const term = platforms.get(provider)?.terms.namespace;
  return useCallback(
    column => {
      switch (column) {
        case 'namespace':
          return term ? termLabel(term) : t('workloads.namespace');
        case 'name':
        case 'status':
        case 'type':
        case 'cluster':
        case 'node':
        case 'cpu':
        case 'memory':
        case 'uptime':
          return t(`workload.${column}`);
        case 'created':
          return t('workload.age');
        default:
          return t(`workloads.column.${column}`);
      }
    },
    [t, term, termLabel],
  );
}
