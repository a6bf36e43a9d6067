import {
  duration,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';

/** A page load is several requests. */
const DEFAULT_TTL_MS = 5_000;

/** How long a user may see what the policy denies by now. */
const MAX_TTL_MS = 60_000;

const permissionsSchema = strictObject({
  decisionTtl: duration(0, MAX_TTL_MS),
});

/** Reads `infraDashboard.permissions.decisionTtl`, in milliseconds. */
export function readDecisionTtl(report: ConfigReport): number {
  const { decisionTtl } = report.read('permissions', {
    schema: permissionsSchema,
    fallback: {},
    consequence: 'Decisions are remembered for five seconds',
  });
  return decisionTtl ?? DEFAULT_TTL_MS;
}
