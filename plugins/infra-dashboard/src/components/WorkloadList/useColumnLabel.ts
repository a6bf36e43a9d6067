import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { useFactTerm } from '../FactList';
import { usePlatformTerms } from '../usePlatformTerms';
import { columnOf, type ColumnId } from './columns';

/** Names columns, in the words of the platform where only one is shown. */
export function useColumnLabel(provider: string): (column: ColumnId) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const factTerm = useFactTerm();
  const terms = usePlatformTerms(provider);
  return useCallback(
    column =>
      columnOf(column).label({
        ...{ t, terms },
        factTerm: key => factTerm(provider, key),
      }),
    [factTerm, provider, t, terms],
  );
}
