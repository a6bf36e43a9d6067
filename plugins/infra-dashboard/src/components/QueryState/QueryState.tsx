import {
  EmptyState,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { failureKind, failureMessage, isDenied } from '../../api';
import type { Polled } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';

const useStyles = makeStyles(
  theme => ({
    notice: { marginBottom: theme.spacing(2) },
    retry: { marginTop: theme.spacing(2), justifySelf: 'start' },
  }),
  { name: 'InfraDashboardQueryState' },
);

export interface QueryStateProps<T> {
  query: Polled<T>;
  children: (data: T) => ReactNode;
  /** Shown where the backend knows no such thing. */
  notFound?: ReactNode;
}

/**
 * Shows data as soon as it is available, and the last good data with a notice when a later
 * request fails. Data that the user may no longer see is removed.
 */
export function QueryState<T>(props: QueryStateProps<T>) {
  const { children, notFound, query } = props;
  const { data, error, refresh } = query;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const kind = error && failureKind(error);
  const retry = (
    <Button
      size="small"
      variant="outlined"
      onClick={refresh}
      className={data ? undefined : classes.retry}
    >
      {t('failure.retry')}
    </Button>
  );

  if (isDenied(error)) {
    const isSignedIn = kind === 'denied';
    return (
      <EmptyState
        missing="info"
        title={t(isSignedIn ? 'failure.deniedTitle' : 'failure.signedOutTitle')}
        description={t(isSignedIn ? 'failure.denied' : 'failure.signedOut')}
        action={retry}
      />
    );
  }
  if (kind === 'not-found' && notFound) return <>{notFound}</>;
  if (data === undefined) {
    if (!error) return <Progress />;
    return (
      <>
        <ResponseErrorPanel
          error={error}
          title={t('failure.title', { message: failureMessage(error) })}
        />
        {retry}
      </>
    );
  }
  return (
    <>
      {error && (
        <Notice
          severity="warning"
          live
          className={classes.notice}
          action={retry}
        >
          {t('failure.stale', {
            message:
              kind === 'rate-limited'
                ? t('failure.rateLimited')
                : failureMessage(error),
          })}
        </Notice>
      )}
      {children(data)}
    </>
  );
}
