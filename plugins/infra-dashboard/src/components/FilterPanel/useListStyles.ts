import { makeStyles } from '@material-ui/core/styles';

/** What lists with filters have in common. */
export const useListStyles = makeStyles(
  theme => ({
    stack: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(1.5),
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    count: { fontSize: '0.875rem', fontWeight: 500 },
  }),
  { name: 'InfraDashboardList' },
);
