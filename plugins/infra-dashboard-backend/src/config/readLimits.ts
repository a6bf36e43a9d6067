import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { describeIssues } from './readProviderEntries';

const KEY = 'infraDashboard.limits';

const count = (usual: number) =>
  z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000, 'must be at most 1000')
    .default(usual);

const limitsSchema = z.object(
  { requests: count(64), requestsPerProvider: count(6) },
  'must be an object with requests and requestsPerProvider',
);

/** How much is asked of upstream systems at a time. */
export interface RequestLimits {
  /** Requests in flight over all providers. */
  requests: number;
  /** Requests in flight to one provider, over all of its services. */
  requestsPerProvider: number;
}

export const DEFAULT_LIMITS: RequestLimits = limitsSchema.parse({});

/** Reads `infraDashboard.limits`; what is wrong is logged, and the defaults are used. */
export function readLimits(
  config: RootConfigService,
  logger: LoggerService,
): RequestLimits {
  const raw = config.getOptional(KEY) ?? {};
  const parsed = limitsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  logger.error(describeIssues(KEY, parsed.error.issues));
  return DEFAULT_LIMITS;
}
