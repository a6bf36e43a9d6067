import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import { useId } from 'react';
import { useFormat } from '../../format';
import { useChanges, useListPaths } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ChangeRow, useChangeListStyles } from '../ChangeList';
import { usePanelStyles } from '../panelStyles';

/** Changes that are counted; more are not read for a number. */
const COUNTED = 50;

/** The latest changes that are listed. */
const LISTED = 3;

export interface RecentChangesProps {
  /** Only of these clusters; all where absent. */
  cluster?: string;
  provider?: string;
}

/** How much changed in the last hour, and the latest changes. Nothing where they are not recorded. */
export function RecentChanges(props: RecentChangesProps) {
  const classes = usePanelStyles();
  const list = useChangeListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const id = useId();
  const paths = useListPaths();
  const { data } = useChanges({ ...props, since: '1h' }, COUNTED);
  if (!data) return null;
  const { nextCursor, rows } = data;
  const formatted = format.count(rows.length);
  const count = nextCursor
    ? t('recent.countMore', { formatted })
    : t('recent.count', { count: rows.length, formatted });
  return (
    <Paper component="section" className={classes.panel} aria-labelledby={id}>
      <h2 id={id} className={classes.panelTitle}>
        {t('recent.title')}
      </h2>
      <Link to={paths.changes({ ...props, range: '1h' })} underline="always">
        {rows.length === 0 ? t('recent.none') : count}
      </Link>
      <ul className={list.list}>
        {rows.slice(0, LISTED).map(change => (
          <ChangeRow key={change.id} change={change} />
        ))}
      </ul>
    </Paper>
  );
}
