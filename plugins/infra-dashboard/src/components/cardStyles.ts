import { makeStyles } from '@material-ui/core/styles';
import { mutedText } from './mutedText';

/** Styles shared by the cards of clusters and nodes. */
export const useCardStyles = makeStyles(
  theme => ({
    card: {
      position: 'relative',
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1.5),
      height: '100%',
      padding: theme.spacing(2),
      borderRadius: theme.shape.borderRadius * 2,
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      transition: theme.transitions.create(['border-color', 'box-shadow'], {
        duration: theme.transitions.duration.shortest,
      }),
      '&:hover': {
        borderColor: mutedText(theme),
        boxShadow: theme.shadows[2],
      },
      '&:focus-within': { borderColor: theme.palette.primary.main },
    },
    header: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
    },
    heading: { minWidth: 0 },
    title: {
      margin: 0,
      fontSize: '1rem',
      lineHeight: 1.4,
      fontWeight: 700,
      overflowWrap: 'anywhere',
    },
    // The link covers the card, so that all of it can be clicked.
    link: {
      '&::after': {
        content: '""',
        position: 'absolute',
        inset: 0,
        borderRadius: theme.shape.borderRadius * 2,
      },
      '&:focus-visible': { outline: 'none' },
      '&:focus-visible::after': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    meta: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      rowGap: 2,
      color: mutedText(theme),
      fontSize: '0.8125rem',
      lineHeight: 1.5,
    },
    // Above the link that covers the card, so that tooltips work.
    raised: { position: 'relative', zIndex: 1 },
    bars: { display: 'grid', gap: theme.spacing(1.25) },
    footer: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      columnGap: theme.spacing(1.5),
      rowGap: theme.spacing(0.5),
      marginTop: 'auto',
      paddingTop: theme.spacing(1.25),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: '0.8125rem',
      lineHeight: 1.5,
    },
    term: { color: mutedText(theme) },
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      fontVariantNumeric: 'tabular-nums',
    },
    total: { fontWeight: 500 },
  }),
  { name: 'InfraDashboardCard' },
);
