import {
  flag,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';

const metricsSchema = strictObject({ estate: flag });

/** Reads `infraDashboard.metrics.estate`: whether clusters and nodes are metrics as well. */
export function readEstateMetricsEnabled(report: ConfigReport): boolean {
  const { estate } = report.read('metrics', {
    schema: metricsSchema,
    fallback: { estate: false },
    consequence: 'Clusters and nodes are no metrics',
  });
  return estate ?? false;
}
