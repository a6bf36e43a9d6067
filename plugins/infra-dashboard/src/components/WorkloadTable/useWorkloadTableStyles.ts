import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from '../mutedText';

export const useWorkloadTableStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1.5),
    },
    shown: {
      marginLeft: 'auto',
      color: mutedText(theme),
      fontSize: '0.8125rem',
      fontVariantNumeric: 'tabular-nums',
    },
    name: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minWidth: 0,
    },
    nameText: { minWidth: 0 },
    icon: {
      display: 'inline-flex',
      flexShrink: 0,
      color: mutedText(theme),
    },
    nameColumn: { width: 'auto' },
    statusColumn: {
      width: '26%',
      [theme.breakpoints.down('xs')]: { width: 130 },
    },
    nodeColumn: { width: 150 },
    numberColumn: { width: 128 },
    timeColumn: { width: 92 },
  }),
  { name: 'InfraDashboardWorkloadTable' },
);
