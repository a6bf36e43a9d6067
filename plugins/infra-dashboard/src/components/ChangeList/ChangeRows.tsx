import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useMemo } from 'react';
import { failureMessage } from '../../api';
import { useFormat } from '../../format';
import type { LoadedChanges, Pages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from '../FilterPanel';
import { Notice, PausedNotice } from '../Notice';
import { ChangeRow } from './ChangeRow';
import { useChangeListStyles } from './useChangeListStyles';

/** Changes by the day of the reader, in their order. */
function groupByDay(changes: Change[]): Array<[day: string, of: Change[]]> {
  const days = new Map<string, Change[]>();
  for (const change of changes) {
    const day = new Date(change.at).toDateString();
    const group = days.get(day);
    if (group) group.push(change);
    else days.set(day, [change]);
  }
  return [...days];
}

function Day({ changes }: { changes: Change[] }) {
  const classes = useChangeListStyles();
  const format = useFormat();
  const id = useId();
  const start = Date.parse(changes[0].at);
  return (
    <section>
      <h3 id={id} className={classes.day}>
        {Number.isNaN(start) ? changes[0].at : format.day(start)}
      </h3>
      <ul className={classes.list} aria-labelledby={id}>
        {changes.map(change => (
          <ChangeRow key={change.id} change={change} />
        ))}
      </ul>
    </section>
  );
}

/** "Load more", and why the last attempt failed. */
function More({ pages }: { pages: Pages<LoadedChanges> }) {
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { loadMore, moreError } = pages;
  return (
    <div className={classes.bar}>
      {moreError && (
        <Notice severity="error" live>
          {t('workloads.moreFailed', { message: failureMessage(moreError) })}
        </Notice>
      )}
      <Button size="small" variant="outlined" onClick={loadMore}>
        {moreError ? t('failure.retry') : t('changes.more')}
      </Button>
    </div>
  );
}

export interface ChangeRowsProps {
  pages: Pages<LoadedChanges>;
  loaded: LoadedChanges;
  isFiltered: boolean;
  /** Names the range where the page has no field for it. */
  range?: string;
}

/** The changes by day, with how many there are. */
export function ChangeRows(props: ChangeRowsProps) {
  const { isFiltered, loaded, pages, range } = props;
  const shared = useListStyles();
  const classes = useChangeListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { nextCursor, readAt, rows } = loaded;
  const { isPaused, isPrevious, refresh } = pages;
  const days = useMemo(() => groupByDay(rows), [rows]);
  const formatted = format.count(rows.length);

  const countText = () => {
    if (isPrevious) return t('workloads.updating');
    return nextCursor
      ? t('changes.latest', { formatted })
      : t('changes.count', { count: rows.length, formatted });
  };

  return (
    <div className={shared.stack} aria-busy={isPrevious}>
      <div className={shared.bar}>
        <span className={shared.count} role="status">
          {countText()}
        </span>
        {range && <span className={classes.range}>{range}</span>}
      </div>
      {isPaused && <PausedNotice readAt={readAt} onRefresh={refresh} />}
      {rows.length === 0 && !isPrevious && (
        <Notice severity="info">
          {t(isFiltered ? 'changes.noMatch' : 'changes.none')}
        </Notice>
      )}
      <div style={{ opacity: isPrevious ? 0.5 : undefined }}>
        {days.map(([day, changes]) => (
          <Day key={day} changes={changes} />
        ))}
      </div>
      {nextCursor && !isPrevious && <More pages={pages} />}
    </div>
  );
}
