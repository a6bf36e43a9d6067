import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from '../mutedText';

export const useSearchStyles = makeStyles(
  theme => ({
    root: {
      position: 'relative',
      flex: '1 1 260px',
      maxWidth: 520,
      minWidth: 0,
      '& label:not(.Mui-focused)': { color: mutedText(theme) },
    },
    input: { backgroundColor: theme.palette.background.paper },
    key: {
      flexShrink: 0,
      padding: theme.spacing(0, 0.75),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      color: mutedText(theme),
      fontSize: '0.75rem',
      [theme.breakpoints.down('xs')]: { display: 'none' },
    },
    list: {
      position: 'absolute',
      zIndex: theme.zIndex.modal,
      top: '100%',
      left: 0,
      right: 0,
      margin: theme.spacing(0.5, 0, 0),
      padding: theme.spacing(0.5, 0),
      listStyle: 'none',
      maxHeight: '70vh',
      overflowY: 'auto',
      boxShadow: theme.shadows[4],
    },
    option: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minHeight: 36,
      padding: theme.spacing(0.5, 1.5),
      cursor: 'pointer',
      fontSize: '0.875rem',
      '&:hover, &[aria-selected="true"]': {
        backgroundColor: theme.palette.action.hover,
      },
      '&[aria-selected="true"]': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    name: { fontWeight: 500, overflowWrap: 'anywhere' },
    note: {
      marginLeft: 'auto',
      textAlign: 'right',
      color: mutedText(theme),
      fontSize: '0.75rem',
    },
  }),
  { name: 'InfraDashboardEstateSearch' },
);
