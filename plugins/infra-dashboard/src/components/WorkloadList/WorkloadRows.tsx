import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { failureMessage } from '../../api';
import type { LoadedWorkloads, WorkloadPages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from '../FilterPanel';
import { PausedNotice } from '../Notice';
import { FIXED_COLUMNS } from './chooseColumns';
import type { WorkloadView } from './useWorkloadView';
import { WorkloadTable } from './WorkloadTable';
import { WorkloadToolbar } from './WorkloadToolbar';

export interface WorkloadRowsProps {
  view: WorkloadView;
  pages: WorkloadPages;
  loaded: LoadedWorkloads;
  caption: string;
}

/** The table with its toolbar and notices. */
export function WorkloadRows(props: WorkloadRowsProps) {
  const { caption, loaded, pages, view } = props;
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const theme = useTheme();
  const isPhone = useMediaQuery(theme.breakpoints.down('xs'));
  const { isPaused, isPrevious, loadMore, moreError, refresh } = pages;

  const after = () => {
    if (!loaded.nextCursor) return undefined;
    if (!moreError) return t('workloads.loading');
    return (
      <>
        {t('workloads.moreFailed', { message: failureMessage(moreError) })}{' '}
        <Button size="small" onClick={loadMore}>
          {t('failure.retry')}
        </Button>
      </>
    );
  };

  return (
    <div className={classes.stack}>
      <WorkloadToolbar view={view} loaded={loaded} isOutdated={isPrevious} />
      {isPaused && <PausedNotice readAt={loaded.readAt} onRefresh={refresh} />}
      <WorkloadTable
        loaded={loaded}
        caption={caption}
        columns={isPhone ? [...FIXED_COLUMNS] : view.columns}
        provider={view.provider}
        sort={view.sort}
        onSort={view.setSort}
        onEnd={loadMore}
        after={after()}
        empty={t(view.isFiltered ? 'workloads.noMatch' : 'workloads.none')}
        isOutdated={isPrevious}
      />
    </div>
  );
}
