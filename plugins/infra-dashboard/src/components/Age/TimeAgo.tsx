import Tooltip from '@material-ui/core/Tooltip';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';

export interface TimeAgoProps {
  /** ISO 8601 */
  time: string;
}

/** How long ago a moment was, with the moment itself in a tooltip. */
export function TimeAgo({ time }: TimeAgoProps) {
  const format = useFormat();
  const now = useNow();
  if (Number.isNaN(Date.parse(time))) return <>{time}</>;
  return (
    <Tooltip title={format.dateTime(time)}>
      <time dateTime={time}>{format.ago(time, now)}</time>
    </Tooltip>
  );
}
