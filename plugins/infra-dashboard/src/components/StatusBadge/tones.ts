import { useTheme, type Theme } from '@material-ui/core/styles';
import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The theme's colour of a health. */
export function toneColor(theme: Theme, tone: Health): string {
  const { status } = theme.palette;
  switch (tone) {
    case 'healthy':
      return status.ok;
    case 'degraded':
      return status.warning;
    case 'failed':
      return status.error;
    case 'transitional':
      return status.running;
    default:
      return status.aborted;
  }
}

export function useToneColor(tone: Health): string {
  return toneColor(useTheme(), tone);
}
