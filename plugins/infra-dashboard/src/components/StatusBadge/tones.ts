import { useTheme, type Theme } from '@material-ui/core/styles';
import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What has an icon and a colour of its own: each health, and data that is old. */
export type Tone = Health | 'stale';

/** The theme's colour of a tone. */
function toneColor(theme: Theme, tone: Tone): string {
  const { status } = theme.palette;
  switch (tone) {
    case 'healthy':
      return status.ok;
    case 'degraded':
    case 'stale':
      return status.warning;
    case 'failed':
      return status.error;
    case 'transitional':
      return status.running;
    default:
      return status.aborted;
  }
}

export function useToneColor(tone: Tone): string {
  return toneColor(useTheme(), tone);
}
