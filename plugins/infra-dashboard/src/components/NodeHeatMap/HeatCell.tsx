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
    // A shape besides the colour: lines across.
    down: {
      borderColor: theme.palette.status.error,
      backgroundImage: `repeating-linear-gradient(45deg, transparent 0 3px, ${theme.palette.status.error} 3px 5px)`,
    },
  }),
  { name: 'InfraDashboardHeatCell' },
);

export interface HeatCellProps {
  node: NodeStatus;
  metric: HeatMetric;
  to: string;
}

/** A node as a small square, the way to its page; light is empty. */
export const HeatCell = memo(({ metric, node, to }: HeatCellProps) => {
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
  const label = isLost
    ? t('heatMap.notWell', {
        node: node.name,
        state: node.rawStatus ?? t(`nodeState.${node.status}`),
      })
    : t('heatMap.cell', { node: node.name, value: amount });
  const extra = isLost ? classes.down : share === undefined && classes.unknown;
  return (
    <Link
      to={to}
      title={label}
      aria-label={label}
      className={`${classes.cell} ${extra || ''}`}
      style={{
        backgroundColor:
          isLost || share === undefined ? undefined : heatColor(theme, share),
      }}
    />
  );
});
