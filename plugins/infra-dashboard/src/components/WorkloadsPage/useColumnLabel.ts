import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import type { ColumnId } from './columns';

/** Platforms that have a word of their own for what groups workloads. */
const NAMED = ['proxmox', 'kubernetes', 'openstack'] as const;

/** Names columns, in the words of the platform where only one is shown. */
export function useColumnLabel(provider: string): (column: ColumnId) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return useCallback(
    column => {
      switch (column) {
        case 'namespace': {
          const named = NAMED.find(one => one === provider);
          return named
            ? t(`workloads.namespaceOf.${named}`)
            : t('workloads.namespace');
        }
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
    [provider, t],
  );
}
