import {
  alpha,
  makeStyles,
  useTheme,
  type Theme,
} from '@material-ui/core/styles';
import {
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiInformationFill,
} from '@remixicon/react';
import type { ReactNode } from 'react';

type Severity = 'error' | 'warning' | 'info';

const ICONS = {
  error: RiCloseCircleFill,
  warning: RiErrorWarningFill,
  info: RiInformationFill,
};

function colorOf(theme: Theme, severity: Severity): string {
  const { status } = theme.palette;
  return severity === 'info' ? status.running : status[severity];
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 1.5),
      borderRadius: theme.shape.borderRadius,
      borderLeft: '3px solid',
      color: theme.palette.text.primary,
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
    },
    icon: {
      display: 'inline-flex',
      flexShrink: 0,
      marginTop: 1,
    },
    body: { flex: 1, minWidth: 0, alignSelf: 'center' },
    title: { fontWeight: 700 },
    action: { flexShrink: 0, alignSelf: 'center' },
  }),
  { name: 'InfraDashboardNotice' },
);

export interface NoticeProps {
  severity: Severity;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out when it appears; for what happens while the page is open. */
  live?: boolean;
  className?: string;
}

/** A sentence inside of a page or card that wants to be seen. */
export function Notice(props: NoticeProps) {
  const { action, children, className = '', live, severity, title } = props;
  const classes = useStyles();
  const theme = useTheme();
  const color = colorOf(theme, severity);
  const Icon = ICONS[severity];
  return (
    <div
      className={`${classes.root} ${className}`}
      role={live ? 'status' : undefined}
      // Set on the element: a style sheet for each notice would be slow.
      style={{
        borderLeftColor: color,
        backgroundColor: alpha(
          color,
          theme.palette.type === 'dark' ? 0.16 : 0.08,
        ),
      }}
    >
      <span className={classes.icon} style={{ color }} aria-hidden="true">
        <Icon size={16} />
      </span>
      <div className={classes.body}>
        {title && <div className={classes.title}>{title}</div>}
        {children}
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
