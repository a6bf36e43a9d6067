import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { alpha, makeStyles, useTheme } from '@material-ui/core/styles';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { Link } from 'react-router-dom';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { heatColor } from '../ResourceBar';
import { heatOf, isDown } from './heat';

export type HeatMetric = 'cpu' | 'memory' | 'storage';

const useStyles = makeStyles(
  theme => ({
    cell: {
      display: 'block',
      width: 24,
      height: 24,
      borderRadius: 3,
      border: `1px solid ${alpha(theme.palette.text.primary, 0.25)}`,
      '&:hover, &:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    unknown: { borderStyle: 'dashed' },
    // Stripes, so that the state does not depend on color alone.
    down: {
      borderColor: theme.palette.status.error,
      backgroundImage: `repeating-linear-gradient(45deg, transparent 0 3px, ${theme.palette.status.error} 3px 5px)`,
    },
    // A shape as well: a corner is missing.
    stale: {
      opacity: 0.6,
      clipPath: 'polygon(0 0, 60% 0, 100% 40%, 100% 100%, 0 100%)',
      '&:hover, &:focus-visible': { clipPath: 'none', opacity: 1 },
    },
  }),
  { name: 'InfraDashboardHeatCell' },
);

export interface HeatCellProps {
  node: NodeStatus;
  metric: HeatMetric;
  to: string;
  /** ISO 8601 time of the last read, where that is older than it should be. */
  staleSince?: string;
}

/** A node as a small square, the way to its page; light is empty. */
export const HeatCell = memo((props: HeatCellProps) => {
  const { metric, node, staleSince, to } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { isRequested, share } = heatOf(node[metric]);
  const isLost = isDown(node);
  const amount =
    share === undefined
      ? t('heatMap.notMeasured')
      : t(isRequested ? 'heatMap.requested' : 'heatMap.used', {
          share: format.percent(share),
        });
  const state = isLost
    ? t('heatMap.notWell', {
        node: node.name,
        state: node.rawStatus ?? t(`nodeState.${node.status}`),
      })
    : t('heatMap.cell', { node: node.name, value: amount });
  // The row of the cluster shows the age and keeps it up to date.
  const label = staleSince
    ? t('heatMap.stale', { state, time: format.dateTime(staleSince) })
    : state;
  const look = isLost ? classes.down : share === undefined && classes.unknown;
  const extra = [look, staleSince && classes.stale].filter(Boolean).join(' ');
  return (
    <Link
      to={to}
      title={label}
      aria-label={label}
      className={`${classes.cell} ${extra}`}
      style={{
        backgroundColor:
          isLost || share === undefined ? undefined : heatColor(theme, share),
      }}
    />
  );
});
