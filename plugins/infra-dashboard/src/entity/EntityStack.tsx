import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
  }),
  { name: 'InfraDashboardEntityStack' },
);

/** The parts of a tab, one below the other. */
export function EntityStack({ children }: { children: ReactNode }) {
  return <div className={useStyles().root}>{children}</div>;
}
