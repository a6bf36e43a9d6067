import { makeStyles } from '@material-ui/core/styles';

/** Grid of cards: as many columns as fit, one on a phone. */
export const useGridStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 340px), 1fr))',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
  }),
  { name: 'InfraDashboardGrid' },
);
