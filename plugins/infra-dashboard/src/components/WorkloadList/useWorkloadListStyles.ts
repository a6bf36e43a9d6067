import { makeStyles } from '@material-ui/core/styles';

export const useWorkloadListStyles = makeStyles(
  theme => ({
    muted: {
      color: theme.palette.text.secondary,
      fontSize: '0.8125rem',
      fontVariantNumeric: 'tabular-nums',
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginLeft: 'auto',
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: { marginLeft: 0 },
    },
    menu: { maxHeight: 'min(70vh, 560px)' },
    choice: { paddingTop: 2, paddingBottom: 2, fontSize: '0.8125rem' },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'InfraDashboardWorkloadList' },
);
