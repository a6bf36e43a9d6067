import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { useFormat } from '../../format';
import { StatusIcon, type Tone } from '../StatusBadge';
import { visuallyHidden } from '../visuallyHidden';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1.25),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontVariantNumeric: 'tabular-nums',
    },
    item: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: 3,
      // A number and its word stay together.
      whiteSpace: 'nowrap',
      '& svg': { alignSelf: 'center' },
    },
    // Large enough for a finger, with the baseline of the text.
    link: {
      minWidth: 24,
      lineHeight: '24px',
      '& svg': { marginRight: 3, verticalAlign: '-2px' },
    },
    hidden: visuallyHidden,
  }),
  { name: 'InfraDashboardStateCounts' },
);

export interface StateCount {
  key: string;
  tone: Tone;
  count: number;
  word: string;
  /** The list of what is counted. */
  to?: string;
}

export interface StateCountsProps {
  counts: StateCount[];
  /** Shows the name of each state next to its number, not only in the tooltip. */
  withWords?: boolean;
}

/** The number of items in each state: icon, number and name. */
export function StateCounts({ counts, withWords }: StateCountsProps) {
  const classes = useStyles();
  const format = useFormat();
  return (
    <ul className={classes.root}>
      {counts.map(({ count, key, to, tone, word }) => {
        const content = (
          <>
            <StatusIcon tone={tone} size={14} />
            {format.count(count)}{' '}
            <span className={withWords ? undefined : classes.hidden}>
              {word}
            </span>
          </>
        );
        const item = (
          <li key={key} className={classes.item}>
            {to ? (
              <Link to={to} color="inherit" className={classes.link}>
                {content}
              </Link>
            ) : (
              content
            )}
          </li>
        );
        return withWords ? (
          item
        ) : (
          <Tooltip key={key} title={`${format.count(count)} ${word}`}>
            {item}
          </Tooltip>
        );
      })}
    </ul>
  );
}
