import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { ChangeRow, useChangeListStyles } from '../ChangeList';
import { Panel } from '../Panel';

/** What the lines in the charts stand for; nothing where there are none. */
export function HistoryMarks({ marks }: { marks: Change[] }) {
  const classes = useChangeListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  if (marks.length === 0) return null;
  return (
    <div style={{ justifySelf: 'stretch' }}>
      <Panel title={t('history.marks')}>
        <ul className={classes.list}>
          {marks.map(change => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}
