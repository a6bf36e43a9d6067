import type { ConfigSource } from './readSection';

const KEY = 'infraDashboard.dashboardPath';

/**
 * Where the portal shows the dashboard, for links to it: with a slash at the begin and none at
 * the end. `infraDashboard.dashboardPath`, or `/infrastructure`.
 *
 * @param own - the setting of a part, which wins
 * @public
 */
export function readDashboardPath(root: ConfigSource, own?: string): string {
  const configured = own ?? root.getOptional(KEY);
  const path = typeof configured === 'string' ? configured : '/infrastructure';
  const segments = path.split('/').filter(Boolean);
  return segments.map(segment => `/${segment}`).join('');
}
