import { makeStyles } from '@material-ui/core/styles';
import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useProviderIcon, useProviderLabel } from './platforms';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      color: mutedText(theme),
      fontSize: theme.typography.body2.fontSize,
      whiteSpace: 'nowrap',
    },
    icon: { display: 'inline-flex', flexShrink: 0 },
  }),
  { name: 'InfraDashboardProviderBadge' },
);

export interface ProviderBadgeProps {
  provider: ProviderType;
}

/** Icon and name of a platform. */
export function ProviderBadge({ provider }: ProviderBadgeProps) {
  const classes = useStyles();
  const label = useProviderLabel();
  const Icon = useProviderIcon()(provider);
  return (
    <span className={classes.root}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={16} />
      </span>
      {label(provider)}
    </span>
  );
}
