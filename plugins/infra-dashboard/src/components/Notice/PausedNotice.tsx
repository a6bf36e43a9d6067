import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from './Notice';

export interface PausedNoticeProps {
  /** ISO 8601 time at which the list was read. */
  readAt: string;
  onRefresh: () => void;
}

/** Says that a list of several pages does not refresh by itself. */
export function PausedNotice({ onRefresh, readAt }: PausedNoticeProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  return (
    <Notice
      severity="info"
      live
      action={
        <Button size="small" variant="outlined" onClick={onRefresh}>
          {t('workloads.refresh')}
        </Button>
      }
    >
      {t('workloads.paused', { time: format.dateTime(readAt) })}
    </Notice>
  );
}
