import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from './mutedText';

/** Panels of the cluster and node pages. */
export const usePanelStyles = makeStyles(
  theme => ({
    title: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
      margin: 0,
    },
    name: {
      margin: 0,
      fontSize: '1.375rem',
      lineHeight: 1.3,
      fontWeight: 700,
      overflowWrap: 'anywhere',
    },
    meta: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      color: mutedText(theme),
      fontSize: '0.8125rem',
    },
    panels: {
      // Columns instead of a grid: panels of different height leave no holes.
      columnWidth: 340,
      columnGap: theme.spacing(2),
    },
    panel: {
      breakInside: 'avoid',
      marginBottom: theme.spacing(2),
      padding: theme.spacing(2),
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
      minWidth: 0,
    },
    panelTitle: {
      margin: 0,
      marginBottom: theme.spacing(1.25),
      fontSize: '0.875rem',
      fontWeight: 700,
    },
    bars: { display: 'grid', gap: theme.spacing(1.5) },
    facts: { marginTop: theme.spacing(2) },
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1.5),
    },
    push: { marginLeft: 'auto' },
    tabPanel: { paddingTop: theme.spacing(2) },
    tabs: { borderBottom: `1px solid ${theme.palette.divider}` },
    tab: { textTransform: 'none', minWidth: 96, fontSize: '0.875rem' },
  }),
  { name: 'InfraDashboardPanel' },
);
