import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ReactNode } from 'react';
import { failureKind, failureMessage } from '../../api';
import type { Polled } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { QueryState } from '../QueryState';

export interface ListStateProps<T> {
  query: Polled<T>;
  children: (data: T) => ReactNode;
  /** What a page says of a backend of an older version, which has no such route. */
  unsupported?: string;
}

/** A list that the backend filters; where it refuses a filter, what is wrong with that. */
export function ListState<T>(props: ListStateProps<T>) {
  const { children, query, unsupported } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { error } = query;
  if (error && failureKind(error) === 'invalid') {
    return (
      <Notice severity="warning" live>
        {t('workloads.badFilter', { message: failureMessage(error) })}
      </Notice>
    );
  }
  return (
    <QueryState
      query={query}
      notFound={unsupported && <Notice severity="info">{unsupported}</Notice>}
    >
      {children}
    </QueryState>
  );
}
