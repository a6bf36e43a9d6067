import { strictObject } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ConfigReport } from './ConfigReport';

const count = (usual: number) =>
  z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000, 'must be at most 1000')
    .default(usual);

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
