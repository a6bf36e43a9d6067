import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from '../mutedText';

export const useProblemListStyles = makeStyles(
  theme => ({
    root: {
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
      padding: theme.spacing(1.5, 2),
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(0.5),
    },
    title: {
      margin: 0,
      fontSize: '0.875rem',
      fontWeight: 700,
    },
    verdict: { margin: 0, fontSize: '0.875rem', lineHeight: 1.6 },
    list: { margin: theme.spacing(1, 0, 0), padding: 0, listStyle: 'none' },
    row: {
      display: 'grid',
      gridTemplateColumns:
        '16px minmax(0, 3fr) minmax(0, 5fr) minmax(0, 3fr) auto',
      gap: theme.spacing(0.25, 1.5),
      alignItems: 'start',
      padding: theme.spacing(0.75, 0),
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: '16px minmax(0, 1fr) auto',
      },
    },
    icon: { display: 'inline-flex', paddingTop: 1 },
    object: { minWidth: 0, fontWeight: 500 },
    /** Below the object where there is little room. */
    cell: {
      minWidth: 0,
      [theme.breakpoints.down('sm')]: { gridColumn: 2 },
    },
    action: {
      [theme.breakpoints.down('sm')]: { gridColumn: 3, gridRow: 1 },
    },
    kind: { fontWeight: 500 },
    muted: { color: mutedText(theme), fontWeight: 400 },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(0.5),
    },
    form: {
      display: 'grid',
      gap: theme.spacing(2),
      minWidth: 'min(360px, 60vw)',
    },
  }),
  { name: 'InfraDashboardProblemList' },
);
