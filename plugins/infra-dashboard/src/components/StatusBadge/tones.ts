import { useTheme, type Theme } from '@material-ui/core/styles';
import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Everything with its own icon and color: each health, and stale data. */
export type Tone = Health | 'stale';

/** The theme's color of a tone. */
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
