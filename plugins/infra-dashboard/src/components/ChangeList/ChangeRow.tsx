import {
  HEALTHS,
  type Change,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { TimeAgo } from '../Age';
import { StatusIcon, type Tone } from '../StatusBadge';
import { ChangedObject } from './ChangedObject';
import { OwnerLink } from './OwnerLink';
import { useChangeListStyles } from './useChangeListStyles';
import { useChangeWords } from './useChangeWords';

/** Icon of a change for the better or the worse; the words say the same. */
function toneOf({ kind, to }: Change): Tone | undefined {
  if (kind === 'connection') return to ? 'failed' : 'healthy';
  return kind === 'health' ? HEALTHS.find(one => one === to) : undefined;
}

function Row({ change }: { change: Change }) {
  const classes = useChangeListStyles();
  const { countOf, wordsOf } = useChangeWords();
  const { at, kind, ownerRef, status, statusReason, to } = change;
  const tone = toneOf(change);
  const details = [
    kind === 'health' && status !== to && status,
    countOf(change),
  ].filter(Boolean);
  return (
    <li className={classes.row}>
      <span className={classes.time}>
        <TimeAgo time={at} />
      </span>
      <ChangedObject change={change} />
      <div className={classes.cell}>
        <div className={classes.words}>
          {tone && (
            <span className={classes.icon}>
              <StatusIcon tone={tone} />
            </span>
          )}
          <span>
            {wordsOf(change)}
            {details.length > 0 && (
              <span className={classes.muted}> · {details.join(' · ')}</span>
            )}
          </span>
        </div>
        {statusReason && <div className={classes.muted}>{statusReason}</div>}
      </div>
      {ownerRef && (
        <div className={classes.cell}>
          <OwnerLink owner={ownerRef} />
        </div>
      )}
    </li>
  );
}

/** One change; it renders again only when it changed. */
export const ChangeRow = memo(Row);
