import type { Condition } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesCondition } from '../schemas';

const CONDITION_STATUS = new Map<string, Condition['status']>([
  ['True', 'true'],
  ['False', 'false'],
]);

/** @param severityOf - whether a condition of a type is good or bad with a status */
export function mapCondition(
  condition: KubernetesCondition,
  severityOf: (
    type: string,
    status: string | undefined,
  ) => Condition['severity'],
): Condition {
  const type = cleanText(condition.type, 100) ?? 'Unknown';
  return {
    type,
    status: CONDITION_STATUS.get(condition.status ?? '') ?? 'unknown',
    severity: severityOf(type, condition.status),
    reason: cleanText(condition.reason),
    message: cleanText(condition.message),
    since: cleanTime(condition.lastTransitionTime),
  };
}
