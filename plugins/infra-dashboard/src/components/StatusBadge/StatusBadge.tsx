import { alpha, makeStyles, useTheme } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { StatusIcon } from './StatusIcon';
import { useToneColor, type Tone } from './tones';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      maxWidth: '100%',
      padding: theme.spacing(0.25, 1, 0.25, 0.5),
      borderRadius: 12,
      fontSize: '0.8125rem',
      lineHeight: '20px',
      fontWeight: 500,
      color: theme.palette.text.primary,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    label: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'InfraDashboardStatusBadge' },
);

export interface StatusBadgeProps {
  tone: Tone;
  /** The word: a translated health, or the platform's own. */
  label: string;
  /** Why; in a tooltip that the keyboard reaches too. */
  reason?: string;
}

/** A status as icon, text and color, with its reason in a tooltip. */
export function StatusBadge({ label, reason, tone }: StatusBadgeProps) {
  const classes = useStyles();
  const theme = useTheme();
  const color = useToneColor(tone);
  const badge = (
    <span
      className={classes.root}
      // Set on the element: a style sheet for each badge would be slow where there are many.
      style={{
        backgroundColor: alpha(
          color,
          theme.palette.type === 'dark' ? 0.2 : 0.12,
        ),
      }}
      // Only what has a tooltip is a stop of the keyboard.
      {...(reason && { tabIndex: 0, 'aria-label': `${label}: ${reason}` })}
    >
      <StatusIcon tone={tone} />
      <span className={classes.label}>{label}</span>
    </span>
  );
  return reason ? (
    <Tooltip title={reason} arrow>
      {badge}
    </Tooltip>
  ) : (
    badge
  );
}
