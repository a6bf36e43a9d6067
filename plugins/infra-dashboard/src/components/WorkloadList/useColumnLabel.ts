import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { usePlatforms } from '../../hooks';
import { useTermLabel } from '../useTermLabel';
import { columnOf, type ColumnId } from './columns';

/** Names columns, in the words of the platform where only one is shown. */
export function useColumnLabel(provider: string): (column: ColumnId) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const platforms = usePlatforms();
  const termLabel = useTermLabel();
  const term = platforms.get(provider)?.terms.namespace;
  return useCallback(
    column => columnOf(column).label({ t, namespace: term && termLabel(term) }),
    [t, term, termLabel],
  );
}
