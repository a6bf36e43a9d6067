import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Tooltip from '@material-ui/core/Tooltip';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';

export interface SinceProps {
  /** ISO 8601 time since which the status next to it holds; absent where it is not known. */
  time: string | undefined;
}

/** How long something has had its status, with the start in a tooltip. */
export function Since({ time }: SinceProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const start = Date.parse(time ?? '');
  if (!time || Number.isNaN(start)) return null;
  return (
    <Tooltip title={format.dateTime(time)}>
      <time dateTime={time}>
        {t('node.conditionFor', {
          duration: format.duration((now - start) / 1000),
        })}
      </time>
    </Tooltip>
  );
}
