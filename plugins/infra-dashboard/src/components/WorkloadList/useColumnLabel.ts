import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { usePlatformTerms } from '../usePlatformTerms';
import { columnOf, type ColumnId } from './columns';

/** Names columns, in the words of the platform where only one is shown. */
export function useColumnLabel(provider: string): (column: ColumnId) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const terms = usePlatformTerms(provider);
  return useCallback(
    column => columnOf(column).label({ t, terms }),
    [t, terms],
  );
}
