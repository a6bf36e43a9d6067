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
  const words = platforms.get(provider)?.terms;
  return useCallback(
    column =>
      columnOf(column).label({
        t,
        terms: words && {
          cluster: termLabel(words.cluster),
          namespace: termLabel(words.namespace),
          node: termLabel(words.node),
        },
      }),
    [t, termLabel, words],
  );
}
