import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from '../mutedText';

export const useChangeListStyles = makeStyles(
  theme => ({
    range: { color: mutedText(theme), fontSize: '0.8125rem' },
    day: {
      margin: theme.spacing(0.5, 0),
      color: mutedText(theme),
      fontSize: '0.8125rem',
      fontWeight: 500,
    },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
      backgroundColor: theme.palette.background.paper,
    },
    row: {
      display: 'grid',
      gridTemplateColumns: '88px minmax(0, 5fr) minmax(0, 6fr) minmax(0, 2fr)',
      gap: theme.spacing(0.25, 2),
      alignItems: 'start',
      padding: theme.spacing(1, 1.5),
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: '72px minmax(0, 1fr)',
      },
    },
    /** The cells after the time; below each other where there is little room. */
    cell: {
      minWidth: 0,
      [theme.breakpoints.down('sm')]: { gridColumn: 2 },
    },
    time: { color: mutedText(theme), fontVariantNumeric: 'tabular-nums' },
    object: { display: 'flex', gap: theme.spacing(1) },
    icon: {
      display: 'inline-flex',
      flexShrink: 0,
      paddingTop: 1,
      color: mutedText(theme),
    },
    words: { display: 'flex', gap: theme.spacing(0.5), fontWeight: 500 },
    muted: { color: mutedText(theme), fontWeight: 400 },
  }),
  { name: 'InfraDashboardChangeList' },
);
