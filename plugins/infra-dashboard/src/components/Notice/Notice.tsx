import { alpha, makeStyles, type Theme } from '@material-ui/core/styles';
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
      borderLeft: ({ severity }: { severity: Severity }) =>
        `3px solid ${colorOf(theme, severity)}`,
      backgroundColor: ({ severity }: { severity: Severity }) =>
        alpha(
          colorOf(theme, severity),
          theme.palette.type === 'dark' ? 0.16 : 0.08,
        ),
      color: theme.palette.text.primary,
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
    },
    icon: {
      display: 'inline-flex',
      flexShrink: 0,
      marginTop: 1,
      color: ({ severity }: { severity: Severity }) => colorOf(theme, severity),
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
  const classes = useStyles({ severity });
  const Icon = ICONS[severity];
  return (
    <div
      className={`${classes.root} ${className}`}
      role={live ? 'status' : undefined}
    >
      <span className={classes.icon} aria-hidden="true">
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
