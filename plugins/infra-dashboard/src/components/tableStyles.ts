import { alpha, makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from './visuallyHidden';
import { mutedText } from './mutedText';

/** Styles shared by the tables of nodes and workloads. */
export const useTableStyles = makeStyles(
  theme => ({
    container: {
      overflow: 'auto',
      maxHeight: 'max(420px, 70vh)',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
      backgroundColor: theme.palette.background.paper,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    table: { tableLayout: 'fixed', width: '100%' },
    caption: visuallyHidden,
    head: {
      padding: theme.spacing(1, 1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      backgroundColor: theme.palette.background.paper,
      color: mutedText(theme),
      fontSize: '0.75rem',
      fontWeight: 500,
      textTransform: 'none',
      lineHeight: 1.4,
      whiteSpace: 'nowrap',
    },
    row: {
      backgroundColor: 'transparent !important',
      '&:hover': {
        backgroundColor: `${alpha(
          theme.palette.text.primary,
          0.04,
        )} !important`,
      },
    },
    cell: {
      padding: theme.spacing(0.75, 1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: '0.8125rem',
      lineHeight: 1.4,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      fontWeight: 'normal',
      verticalAlign: 'middle',
      fontVariantNumeric: 'tabular-nums',
    },
    nowrap: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    strong: { fontWeight: 500 },
    muted: { color: mutedText(theme) },
    small: { fontSize: '0.75rem' },
    fromSm: { [theme.breakpoints.down('xs')]: { display: 'none' } },
    fromMd: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    fromLg: { [theme.breakpoints.down('md')]: { display: 'none' } },
    onlyXs: { [theme.breakpoints.up('sm')]: { display: 'none' } },
    spacer: { padding: 0, border: 0 },
    empty: {
      padding: theme.spacing(4, 2),
      textAlign: 'center',
      color: mutedText(theme),
    },
  }),
  { name: 'InfraDashboardTable' },
);
