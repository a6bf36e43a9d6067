import {
  flag,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';

const collectorSchema = strictObject({ enabled: flag });

/** Reads `infraDashboard.collector.enabled`: whether this replica may read platforms. */
export function readCollectorEnabled(report: ConfigReport): boolean {
  const { enabled } = report.read('collector', {
    schema: collectorSchema,
    fallback: { enabled: true },
    consequence: 'This replica reads platforms',
  });
  return enabled ?? true;
}
