import { alpha, type Theme } from '@material-ui/core/styles';

/** From here on a resource warns, and from here on it alarms; percent. */
const WARNING_FROM = 80;
const ALARM_FROM = 95;

/** The color of a resource at this usage, 0..100. */
export function usageColor(theme: Theme, percentage: number): string {
  if (percentage >= ALARM_FROM) return theme.palette.status.error;
  if (percentage >= WARNING_FROM) return theme.palette.status.warning;
  return theme.palette.primary.main;
}

/** The same as an area of a map: the lighter, the emptier. */
export function heatColor(theme: Theme, percentage: number): string {
  const color = usageColor(theme, percentage);
  if (percentage >= WARNING_FROM) return color;
  return alpha(color, 0.08 + 0.0115 * Math.max(0, percentage));
}
