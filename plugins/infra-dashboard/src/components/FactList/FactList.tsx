import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(96px, max-content) minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(0.5),
      margin: 0,
      fontSize: '0.8125rem',
      lineHeight: 1.45,
    },
    term: { color: mutedText(theme) },
    value: { margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'InfraDashboardFactList' },
);

export interface Fact {
  term: string;
  value: ReactNode;
}

export interface FactListProps {
  facts: Fact[];
}

/** Names and values, as a description list. */
export function FactList({ facts }: FactListProps) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {facts.map(({ term, value }) => [
        <dt key={`${term} term`} className={classes.term}>
          {term}
        </dt>,
        <dd key={`${term} value`} className={classes.value}>
          {value}
        </dd>,
      ])}
    </dl>
  );
}
