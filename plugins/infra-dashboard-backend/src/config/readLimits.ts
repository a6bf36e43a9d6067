import {
  strictObject,
  wholeNumber,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from './ConfigReport';

const count = (usual: number) =>
  wholeNumber(1, 1_000).transform(value => value ?? usual);

const limitsSchema = strictObject({
  requests: count(64),
  requestsPerProvider: count(6),
});

/** How many requests run at a time. */
export interface RequestLimits {
  /** Requests in flight over all providers. */
  requests: number;
  /** Requests in flight to one provider, over all of its services. */
  requestsPerProvider: number;
}

export const DEFAULT_LIMITS: RequestLimits = limitsSchema.parse({});

/** Reads `infraDashboard.limits`. */
export function readLimits(report: ConfigReport): RequestLimits {
  return report.read('limits', {
    schema: limitsSchema,
    consequence: 'Wrong keys have their defaults',
  });
}
