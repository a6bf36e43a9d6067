import { makeStyles } from '@material-ui/core/styles';
import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useMemo } from 'react';
import { toSegments, type SparkPoint } from './toSegments';

const WIDTH = 120;
const HEIGHT = 24;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'block', width: '100%', height: HEIGHT },
    line: {
      fill: 'none',
      stroke: theme.palette.primary.main,
      strokeWidth: 1.5,
      strokeLinejoin: 'round',
      strokeLinecap: 'round',
      vectorEffect: 'non-scaling-stroke',
    },
    base: {
      stroke: theme.palette.divider,
      strokeWidth: 1,
      vectorEffect: 'non-scaling-stroke',
    },
  }),
  { name: 'InfraDashboardSparkline' },
);

function toPath(segment: SparkPoint[]): string {
  const place = ({ x, y }: SparkPoint) =>
    `${(x * WIDTH).toFixed(1)} ${((1 - y) * (HEIGHT - 2) + 1).toFixed(1)}`;
  // A stretch of one point is a dot.
  const [first, ...rest] =
    segment.length > 1 ? segment : [...segment, ...segment];
  return `M${place(first)}${rest.map(point => `L${place(point)}`).join('')}`;
}

export interface SparklineProps {
  history: History;
  /** A text alternative for the line. */
  label: string;
}

/** The first series of a history as one small line, between nothing and all there is. */
export function Sparkline({ history, label }: SparklineProps) {
  const classes = useStyles();
  const { from, resolutionSeconds, series, to } = history;
  const paths = useMemo(
    () =>
      toSegments({
        points: series[0]?.points ?? [],
        ...{ from, resolutionSeconds, to },
      }).map(toPath),
    [from, resolutionSeconds, series, to],
  );
  return (
    <svg
      className={classes.root}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line
        className={classes.base}
        x1={0}
        x2={WIDTH}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
      />
      {paths.map(path => (
        <path key={path} className={classes.line} d={path} />
      ))}
    </svg>
  );
}
