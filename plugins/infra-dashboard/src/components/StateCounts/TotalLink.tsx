import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useFormat } from '../../format';
import { visuallyHidden } from '../visuallyHidden';

const useStyles = makeStyles(
  { hidden: visuallyHidden },
  { name: 'InfraDashboardTotalLink' },
);

export interface TotalLinkProps {
  count: number;
  /** What is counted, for screen readers. */
  label: string;
  to: string;
}

/** A number as the way to the list that it counts. */
export function TotalLink({ count, label, to }: TotalLinkProps) {
  const classes = useStyles();
  const format = useFormat();
  return (
    <Link to={to} color="inherit">
      {format.count(count)} <span className={classes.hidden}>{label}</span>
    </Link>
  );
}
