import {
  duration,
  flag,
  readDashboardPath,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';
import type { Hysteresis } from './advance';

export interface NotificationOptions extends Hysteresis {
  /** Where the portal shows the dashboard. */
  dashboardPath: string;
}

const notificationsSchema = strictObject({
  enabled: flag,
  unhealthyAfter: duration(0),
  healthyAfter: duration(0),
});

/** Reads `infraDashboard.notifications`; undefined where they are off, which is the default. */
export function readNotificationOptions(
  report: ConfigReport,
): NotificationOptions | undefined {
  const { enabled, healthyAfter, unhealthyAfter } = report.read(
    'notifications',
    {
      schema: notificationsSchema,
      fallback: { enabled: false },
      consequence: 'Notifications are off',
    },
  );
  if (!enabled) return undefined;
  return {
    dashboardPath: readDashboardPath(report.config),
    unhealthyAfterMs: unhealthyAfter ?? 120_000,
    healthyAfterMs: healthyAfter ?? 300_000,
  };
}
